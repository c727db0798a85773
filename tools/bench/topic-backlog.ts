import { randomUUID } from 'node:crypto';
import { appraisalCompleted, type AppraisalCompleted } from '@siger/contracts';
import { createTopics } from '@siger/messaging';
import { Kafka, logLevel, type Message } from 'kafkajs';
import { messagingFixture } from './internals.ts';

const BATCH = 500;

/** Events that wait on a topic, to be read as often as the rounds need them: each reader has a group of its own. */
export interface Backlog {
  readonly brokers: string[];
  readonly prefix: string;
  readonly topic: string;
  readonly events: number;
  readonly keys: readonly string[];
}

/** Half a kilobyte. */
export const appraisalOf = (key: string): AppraisalCompleted => ({
  ...appraisalCompleted.example,
  ...{ appraisalId: key, services: [], behaviours: [], results: [] },
});

/** Topics of their own with so many events of so many aggregates, each aggregate in its turn. */
export const writeBacklog = async (servers: readonly string[], events: number, aggregates: number): Promise<Backlog> => {
  const { wireHeaders } = await messagingFixture();
  const brokers = [...servers];
  const prefix = `bench${randomUUID().slice(0, 8)}.`;
  const topic = prefix + appraisalCompleted.topic;
  await createTopics(brokers, prefix);
  const keys = Array.from({ length: aggregates }, () => randomUUID());
  const bodies = keys.map((key) => Buffer.from(JSON.stringify(appraisalOf(key))));
  const messageOf = (n: number): Message => {
    const key = keys[n % aggregates] as string;
    const sequence = String(1 + Math.floor(n / aggregates)).padStart(10, '0');
    return {
      key,
      value: bodies[n % aggregates] as Buffer,
      headers: wireHeaders(appraisalCompleted.type, key, { ce_sequence: sequence }),
    };
  };
  const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING });
  // Without a duplicate: how far a reader is, is told by offsets.
  const producer = kafka.producer({ allowAutoTopicCreation: false, idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  for (let from = 0; from < events; from += BATCH) {
    const messages = Array.from({ length: Math.min(BATCH, events - from) }, (_, n) => messageOf(from + n));
    await producer.sendBatch({ topicMessages: [{ topic, messages }] });
  }
  await producer.disconnect();
  return { brokers, prefix, topic, events, keys };
};
