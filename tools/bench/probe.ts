import { randomUUID } from 'node:crypto';
import { type Connection, securityOptions } from '@siger/messaging/admin';
import { Kafka, logLevel, Partitioners } from 'kafkajs';

/** Raw round trips of one message: send to handler, on the same broker at the same time. */
export const probe = async ({ brokers, security }: Connection) => {
  const topic = `bench.probe.${randomUUID()}`;
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING, ...securityOptions(security) });
  const [admin, producer, consumer] = [
    kafka.admin(),
    kafka.producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner: Partitioners.DefaultPartitioner }),
    kafka.consumer({ groupId: topic, minBytes: 1, maxWaitTimeInMs: 250 }),
  ];
  await Promise.all([admin.connect(), producer.connect(), consumer.connect()]);
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 1 }] });
  const sent = new Map<string, PromiseWithResolvers<number>>();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ eachMessage: async ({ message }) => sent.get(String(message.key))?.resolve(performance.now()) });
  const once = async () => {
    const key = randomUUID();
    const arrived = Promise.withResolvers<number>();
    sent.set(key, arrived);
    const begun = performance.now();
    await producer.send({ topic, acks: -1, messages: [{ key, value: 'x'.repeat(500) }] });
    return (await arrived.promise) - begun;
  };
  const stop = async () => {
    await consumer.disconnect();
    await producer.disconnect();
    await admin.deleteTopics({ topics: [topic] });
    await admin.disconnect();
  };
  for (let n = 0; n < 20; n += 1) await once();
  return { once, stop };
};
