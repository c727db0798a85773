import { type IHeaders, type Message, Partitioners, type Producer } from 'kafkajs';
import type { Arena } from '../arena/arena.ts';
import { kafkaOf } from '../check/collect.ts';
import { isId } from './wire.ts';

/** A writer to the topics that is no service. */
const writing = async <T>(arena: Arena, work: (producer: Producer) => Promise<T>): Promise<T> => {
  const producer = kafkaOf(arena).producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false });
  await producer.connect();
  try {
    return await work(producer);
  } finally {
    await producer.disconnect();
  }
};

/** Puts everything that the topics hold on them again, each record on its partition, to the byte. Answers how many. */
export const repeatAll = async (arena: Arena, topics: readonly string[]): Promise<number> => {
  const kafka = kafkaOf(arena);
  const admin = kafka.admin();
  await admin.connect();
  const ends = new Map<string, number>();
  for (const topic of topics)
    for (const { partition, high } of await admin.fetchTopicOffsets(topic))
      if (Number(high) > 0) ends.set(`${topic}/${partition}`, Number(high));
  const groupId = `chaos-repeat-${Date.now()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50 });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  let count = 0;
  await writing(arena, async (producer) => {
    const all = Promise.withResolvers<void>();
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch: { topic, partition, messages } }) => {
        const end = ends.get(`${topic}/${partition}`) ?? 0;
        const old = messages.filter(({ offset }) => Number(offset) < end);
        const again = old.map(({ key, value, headers }): Message => ({ key, value, partition, headers: headers ?? {} }));
        if (again.length) await producer.send({ topic, messages: again });
        count += again.length;
        if (Number(messages.at(-1)?.offset ?? 0) + 1 >= end) ends.delete(`${topic}/${partition}`);
        if (ends.size === 0) all.resolve();
      },
    });
    await all.promise;
    await consumer.disconnect();
  });
  await admin.deleteGroups([groupId]).catch(() => undefined);
  await admin.disconnect();
  return count;
};

export interface Foreign {
  readonly key: string;
  readonly value: string | Buffer | null;
  readonly headers: IHeaders;
}

/** Writes one record; answers its id as the services know it: its own where it is one, else its place. */
export const write = (arena: Arena, topic: string, { key, value, headers }: Foreign): Promise<{ said: string; known: string }> =>
  writing(arena, async (producer) => {
    const [made] = await producer.send({ topic, messages: [{ key, value, headers }] });
    const place = `${topic}/${made?.partition}/${made?.baseOffset}`;
    const id = headers['ce_id'] === undefined ? '' : String(headers['ce_id']);
    return { said: id || place, known: isId(id) ? id : place };
  });
