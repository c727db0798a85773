import { randomUUID } from 'node:crypto';
import { type Connection, securityOptions } from '@siger/messaging/admin';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { arrivedOn } from './backlog.ts';

const clientOf = ({ brokers, security }: Connection) =>
  new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING, ...securityOptions(security) });
/** Milliseconds of a clock that all processes of this machine share. */
export const tick = (): number => Number(process.hrtime.bigint()) / 1e6;

/** A topic of the probe's own; answers its name and how it goes again. */
export const probeTopic = async (connection: Connection) => {
  const topic = `bench.probe.${randomUUID()}`;
  const admin = clientOf(connection).admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions: 1 }] });
  await arrivedOn(admin, topic);
  const remove = async () => {
    await admin.deleteTopics({ topics: [topic] });
    await admin.disconnect();
  };
  return { topic, remove };
};

/** Sends one message of 500 bytes a time. */
export const probeSender = async (connection: Connection, topic: string) => {
  const producer = clientOf(connection).producer({
    ...{ idempotent: true, maxInFlightRequests: 1, createPartitioner: Partitioners.DefaultPartitioner },
  });
  await producer.connect();
  const send = async (key: string) => {
    await producer.send({ topic, acks: -1, messages: [{ key, value: 'x'.repeat(500) }] });
  };
  return { send, stop: () => producer.disconnect() };
};

/** Tells of each message as the handler has it. */
export const probeListener = async (connection: Connection, topic: string, heard: (key: string) => void) => {
  const consumer = clientOf(connection).consumer({ groupId: topic, minBytes: 1, maxWaitTimeInMs: 250 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ eachMessage: async ({ message }) => heard(String(message.key)) });
  return { stop: () => consumer.disconnect() };
};

/** Raw round trips of one message: send to handler, on the same broker at the same time. */
export const probe = async (connection: Connection) => {
  const { topic, remove } = await probeTopic(connection);
  const sent = new Map<string, PromiseWithResolvers<number>>();
  const sender = await probeSender(connection, topic);
  const listener = await probeListener(connection, topic, (key) => sent.get(key)?.resolve(tick()));
  const once = async () => {
    const key = randomUUID();
    const arrived = Promise.withResolvers<number>();
    sent.set(key, arrived);
    const begun = tick();
    await sender.send(key);
    return (await arrived.promise) - begun;
  };
  const stop = async () => {
    await listener.stop();
    await sender.stop();
    await remove();
  };
  for (let n = 0; n < 20; n += 1) await once();
  return { once, stop };
};
