/**
 * A stranger's Kafka client: knows the brokers and `/asyncapi.json`, reads every topic from its beginning to its end and judges what
 * it finds. One line per topic; exits non-zero if anything is not as declared.
 */
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { securityOptions } from '@siger/messaging/admin';
import { readStack } from '../stack/stack-file.ts';
import { readAll } from './read-all.ts';
import { type AsyncApi, catalogueOf, undeclared } from './stream-catalogue.ts';
import { StreamCheck } from './stream-check.ts';

const SHOWN = 20;

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
    await readAll(kafka, admin, groupId, topics, (record) => check.take(record));
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
