import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { root } from '../../stack/place.ts';
import { type Arena, withTables } from '../arena/arena.ts';
import { built } from '../preload/seams.ts';
import { auditedActions } from './audit.ts';
import type { Condition, Kept, Said } from './evidence.ts';
import { ofDirectory, ofRows, personText } from './people.ts';

export interface Query {
  <T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
}

/** As the administrator, past every proxy. */
export const inDatabase = async <T>(arena: Arena, name: string, work: (query: Query) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: arena.admin(name) });
  await client.connect();
  try {
    return await work(async (text, values = []) => (await client.query(text, values)).rows as never);
  } finally {
    await client.end();
  }
};

export const kafkaOf = (arena: Arena): Kafka =>
  new Kafka({ brokers: arena.brokers, clientId: 'chaos', logLevel: logLevel.NOTHING });

const hash = (...parts: (string | Buffer)[]) =>
  parts.reduce((sum, part) => sum.update(part).update('\0'), createHash('sha256')).digest('base64');

const dataOf = (value: Buffer | null): Record<string, unknown> => {
  try {
    return JSON.parse(value?.toString() ?? '{}') as Record<string, unknown>;
  } catch {
    return {};
  }
};

/** Every record of every topic, in the order of each partition. */
export const readTopics = async (arena: Arena): Promise<Said[]> => {
  const kafka = kafkaOf(arena);
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
  const ends = new Map<string, number>();
  for (const topic of topics)
    for (const { partition, high, low } of await admin.fetchTopicOffsets(topic))
      if (Number(high) > Number(low)) ends.set(`${topic}/${partition}`, Number(high));
  const groupId = `chaos-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50 });
  const said: Said[] = [];
  if (ends.size > 0) {
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    const all = Promise.withResolvers<void>();
    const late = setTimeout(() => all.reject(new Error('The topics could not be read to their ends.')), 60_000);
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch: { topic, partition, messages, lastOffset } }) => {
        for (const { key, value, headers = {}, offset } of messages) {
          const header = (name: string) => String(headers[name] ?? '');
          const content = hash(
            ...Object.entries(headers).flatMap(([name, text]) => [name, String(text)]),
            key ?? '',
            value ?? '',
          );
          const place = { topic, partition, offset: Number(offset), key: String(key ?? ''), content, data: dataOf(value) };
          const id = header('ce_id') || `${topic}/${partition}/${offset}`;
          said.push({
            ...place,
            id,
            type: header('ce_type'),
            sequence: Number(header('ce_sequence')),
            correlationId: header('ce_correlationid'),
          });
        }
        if (Number(messages.at(-1)?.offset ?? -1) + 1 >= (ends.get(`${topic}/${partition}`) ?? 0))
          ends.delete(`${topic}/${partition}`);
        if (ends.size === 0) all.resolve();
        void lastOffset;
      },
    });
    await all.promise.finally(() => clearTimeout(late));
    await consumer.disconnect();
    await admin.deleteGroups([groupId]).catch(() => undefined);
  }
  await admin.disconnect();
  return said.sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition || a.offset - b.offset);
};

const WAITING = readWaiting();
function readWaiting(): Promise<string> {
  return built('messaging/outbox/window').then(({ WAITING: text }) => String(text));
}

export const unpublishedIn = async (query: Query): Promise<number> => {
  await query('SET enable_seqscan = off');
  return (await query<{ rows: number }>(await WAITING))[0]?.rows ?? 0;
};

/** What one service keeps; the audit chain is walked by the product's own verifier. */
export const keptBy = (arena: Arena, service: string): Promise<Kept> =>
  inDatabase(arena, service, async (query) => {
    const outbox = await query<{ id: string; topic: string }>('SELECT event_id AS id, topic FROM outbox');
    const parked = await query<{ id: string }>(
      `SELECT coalesce(event_id::text, (meta->>'topic') || '/' || (meta->>'partition') || '/' || (meta->>'offset')) AS id
       FROM inbox_parked WHERE status IN ('parked', 'dead')`,
    );
    const [buried] = await query<{ n: number }>('SELECT count(*)::int AS n FROM outbox_dead');
    const [keeps] = await query<{ kept: string | null }>(
      `SELECT CASE WHEN to_regclass('directory_units') IS NOT NULL THEN 'version || '' '' || name AS said FROM directory_units'
         WHEN to_regclass('units') IS NOT NULL THEN 'sequence || '' '' || name AS said FROM units' END AS kept`,
    );
    const units = keeps?.kept ? await query<{ id: string; said: string }>(`SELECT id, ${keeps.kept}`) : null;
    const [has] = await query<{ people: boolean }>(`SELECT to_regclass('directory_people') IS NOT NULL AS people`);
    const wanted = service === 'employees' ? ofRows : has?.people ? ofDirectory : null;
    const people = wanted ? await query<{ id: string; data: Record<string, unknown> }>(wanted) : null;
    // An import that found everything as it was tells nothing.
    const audited = await query<{ what: string }>(
      `SELECT action || ' ' || correlation_id AS what FROM audit_entries WHERE action = ANY ($1)
       AND (action <> 'import.run' OR (details->>'created')::int + (details->>'changed')::int > 0)`,
      [auditedActions],
    );
    const { firstBrokenEntry } = (await built('service/database/audit')) as {
      firstBrokenEntry(manager: { query: Query }): Promise<string | null>;
    };
    return {
      outbox,
      unpublished: await unpublishedIn(query),
      buried: buried?.n ?? 0,
      parked: parked.map(({ id }) => id),
      units: units && new Map(units.map(({ id, said }) => [id, said])),
      people: people && new Map(people.map(({ id, data }) => [id, personText(data)])),
      brokenAudit: await firstBrokenEntry({ query }),
      audited: new Set(audited.map(({ what }) => what)),
    };
  });

/** What each consumer has still to read: the ends of the topics less the fences in the databases. */
export const lagOf = async (arena: Arena): Promise<Map<string, number>> => {
  const admin = kafkaOf(arena).admin();
  await admin.connect();
  const ends = new Map<string, number>();
  try {
    for (const topic of (await admin.listTopics()).filter((name) => !name.startsWith('__')))
      for (const { partition, high } of await admin.fetchTopicOffsets(topic)) ends.set(`${topic}/${partition}`, Number(high));
  } finally {
    await admin.disconnect();
  }
  const lag = new Map<string, number>();
  for (const service of withTables) {
    type Row = { consumer: string; place: string; next: string };
    const rows = await inDatabase(arena, service, (query) =>
      query<Row>(`SELECT consumer, topic || '/' || partition AS place, next_offset AS next FROM inbox_offset`),
    );
    for (const { consumer, place, next } of rows) lag.set(`${consumer} ${place}`, (ends.get(place) ?? 0) - Number(next));
  }
  return lag;
};

export const groupsOf = async (arena: Arena): Promise<Map<string, string>> => {
  const admin = kafkaOf(arena).admin();
  await admin.connect();
  try {
    const names = (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter((name) => !name.startsWith('chaos-'));
    const { groups } = await admin.describeGroups(names);
    return new Map(groups.map(({ groupId, state, members }) => [groupId, members.length ? state : 'without members']));
  } finally {
    await admin.disconnect();
  }
};

/** The broker that leads the groups. */
export const coordinatorOf = async (arena: Arena): Promise<number> => {
  const admin = kafkaOf(arena).admin();
  await admin.connect();
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: ['__consumer_offsets'] });
    return topics[0]?.partitions[0]?.leader ?? 1;
  } finally {
    await admin.disconnect();
  }
};

/** How many appraisals training has answered. */
export const effectsOf = (arena: Arena): Promise<number> =>
  inDatabase(arena, 'training', async (query) => {
    const rows = await query<{ n: number }>(
      `SELECT count(*)::int AS n FROM inbox_event WHERE consumer = 'training.recommendations'`,
    );
    return rows[0]?.n ?? 0;
  });

const megabytesOf = (pid: number) =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

export const conditionsOf = (arena: Arena): Promise<Condition[]> =>
  Promise.all(
    arena.instances.map(async (instance) => {
      const { name, alive } = instance;
      return { name, ready: alive && (await instance.isReady()), megabytes: alive ? megabytesOf(instance.pid) : 0 };
    }),
  );

export const evidenceFolder = (name: string): string => join(root, '.siger/chaos', name);
