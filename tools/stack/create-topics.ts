/**
 * Creates topics for a spec: `node create-topics.ts <brokers> <json of { topic, numPartitions, configEntries }[]>`.
 * A process of its own, because a spec names its topics before its first hook runs, and that has to wait for them.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';

interface Topic {
  topic: string;
  numPartitions: number;
  replicationFactor: number;
  configEntries: { name: string; value: string }[];
}

const [brokers = '', list = '[]'] = process.argv.slice(2);
const topics = JSON.parse(list) as Topic[];
const client = new Kafka({ brokers: brokers.split(','), clientId: 'create-topics', logLevel: logLevel.NOTHING });
const admin = client.admin();

/** kafkajs' own waiting gives up when the broker does not know a new topic yet. */
async function untilLed(deadline: number): Promise<void> {
  try {
    const metadata = await admin.fetchTopicMetadata({ topics: topics.map(({ topic }) => topic) });
    if (metadata.topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0))) return;
  } catch (error) {
    if (Date.now() > deadline) throw error;
  }
  if (Date.now() > deadline) throw new Error('The topics have no leaders.');
  await sleep(20);
  return untilLed(deadline);
}

await admin.connect();
await admin.createTopics({ waitForLeaders: false, topics });
await untilLed(Date.now() + 15_000);
await admin.disconnect();
