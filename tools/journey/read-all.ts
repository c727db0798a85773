import type { Admin, Kafka } from 'kafkajs';
import type { StreamRecord } from './stream-check.ts';

const SILENCE_MS = 30_000;

/** Topic and partition to the offset behind the last record, of those that hold any. */
const endsOf = async (admin: Admin, topics: readonly string[]) => {
  const ends = new Map<string, number>();
  for (const topic of topics)
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
      if (Number(high) > Number(low)) ends.set(`${topic}/${partition}`, Number(high));
  return ends;
};

type Batch = Parameters<NonNullable<NonNullable<Parameters<ReturnType<Kafka['consumer']>['run']>[0]>['eachBatch']>>[0]['batch'];

/** Everything that is on the topics now, in the order of each partition. */
export const readAll = async (
  kafka: Kafka,
  admin: Admin,
  groupId: string,
  topics: readonly string[],
  take: (record: StreamRecord) => void,
): Promise<void> => {
  const ends = await endsOf(admin, topics);
  if (ends.size === 0) return;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, maxBytes: 16_777_216 });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  try {
    await new Promise<void>((resolve, reject) => {
      const silence = setTimeout(() => reject(new Error(`nothing was read for ${SILENCE_MS / 1000} s`)), SILENCE_MS);
      const eachBatch = async ({ batch }: { batch: Batch }) => {
        silence.refresh();
        const place = `${batch.topic}/${batch.partition}`;
        const end = ends.get(place);
        if (end === undefined) return;
        for (const message of batch.messages)
          if (Number(message.offset) < end)
            take({ ...message, topic: batch.topic, partition: batch.partition, headers: message.headers ?? {} });
        if (Number(batch.lastOffset()) + 1 >= end) ends.delete(place);
        if (ends.size > 0) return;
        clearTimeout(silence);
        resolve();
      };
      consumer.run({ autoCommit: false, eachBatch }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
};
