/**
 * A stranger's Kafka client: knows the brokers and `/asyncapi.json`, reads every topic from its beginning to its end and judges what
 * it finds. One line per topic; exits non-zero if anything is not as declared.
 */
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import { securityOptions } from '@siger/messaging/admin';
import { readStack } from '../stack/stack-file.ts';
import { type AsyncApi, catalogueOf, undeclared } from './stream-catalogue.ts';
import { StreamCheck } from './stream-check.ts';

const SILENCE_MS = 30_000;
const SHOWN = 20;

/** Topic and partition to the offset behind the last record, of those that hold any. */
const endsOf = async (admin: Admin, topics: readonly string[]) => {
  const ends = new Map<string, number>();
  for (const topic of topics)
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
      if (Number(high) > Number(low)) ends.set(`${topic}/${partition}`, Number(high));
  return ends;
};

/** Everything that is on the topics now. */
const readAll = async (kafka: Kafka, groupId: string, topics: string[], ends: Map<string, number>, check: StreamCheck) => {
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, maxBytes: 16_777_216 });
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
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
            check.take({ ...message, topic: batch.topic, partition: batch.partition, headers: message.headers ?? {} });
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
type Batch = Parameters<NonNullable<NonNullable<Parameters<ReturnType<Kafka['consumer']>['run']>[0]>['eachBatch']>>[0]['batch'];

const look = async (): Promise<boolean> => {
  const { gateway, brokers, security } = readStack();
  const response = await fetch(`${gateway}/asyncapi.json`);
  if (!response.ok) throw new Error(`${gateway}/asyncapi.json answered ${response.status}`);
  const catalogue = catalogueOf((await response.json()) as AsyncApi);
  const kafka = new Kafka({
    brokers: [...brokers],
    clientId: 'stranger',
    logLevel: logLevel.NOTHING,
    ...securityOptions(security),
  });
  const admin = kafka.admin();
  await admin.connect();
  const groupId = `stranger-${randomUUID()}`;
  try {
    const check = new StreamCheck(catalogue);
    const topics = [...catalogue.keys()];
    const foreign = undeclared(catalogue, await admin.listTopics());
    const ends = await endsOf(admin, topics);
    if (ends.size > 0) await readAll(kafka, groupId, topics, ends, check);
    return tell(check, foreign);
  } finally {
    await admin.deleteGroups([groupId]).catch(() => undefined); // it may never have been made
    await admin.disconnect();
  }
};

const tell = (check: StreamCheck, foreign: readonly string[]): boolean => {
  const { topics, defects: found, people } = check.finish();
  const defects = [...foreign.map((topic) => ({ topic, at: '', what: 'nobody declared this topic' })), ...found];
  for (const { topic, records, keys, duplicates, tombstones } of topics) {
    const faults = defects.filter((defect) => defect.topic === topic).length;
    const more = `${duplicates} repeated, ${tombstones} erased`;
    console.log(`${topic.padEnd(18)} ${records} records of ${keys} keys, ${more}: ${faults ? `${faults} defects` : 'sound'}`);
  }
  for (const { topic, at, what } of defects.slice(0, SHOWN)) console.error(`  ${topic} ${at}: ${what}`);
  if (defects.length > SHOWN) console.error(`  and ${defects.length - SHOWN} more`);
  if (people === 0) console.error('  the snapshots name nobody: load the demo first');
  const ok = defects.length === 0 && people > 0;
  console.log(
    ok ? `stranger: everything holds; none of ${people} names and numbers is on an event` : 'stranger: not as declared',
  );
  return ok;
};

try {
  if (!(await look())) process.exitCode = 1;
} catch (error) {
  console.error(`stranger: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
