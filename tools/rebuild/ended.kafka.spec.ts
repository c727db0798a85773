import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ResponseReceived, responseReceived } from '@siger/contracts';
import { asAdmin } from '@siger/messaging/admin';
import { eventually, freshDatabase, kafka, recordOf, type TestDatabase, type TestKafka } from '@siger/testing';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import pg from 'pg';
import { v7 } from 'uuid';
import { root } from '../stack/stack.ts';
import { entryOf } from './models.ts';
import { readingOf } from './probe.ts';

const EVENTS = 6_000;
const BATCH = 500;

describe('the rebuild of a running service', () => {
  let broker: TestKafka;
  let database: TestDatabase;
  let db: pg.Pool;
  let env: NodeJS.ProcessEnv;
  let service: ChildProcess;

  const start = (script: string, ...args: string[]) =>
    spawn(process.execPath, [script, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const begin = () => {
    const child = start(entryOf('monitoring'), 'stories');
    const ended = Promise.all([once(child, 'exit') as Promise<[number | null]>, text(child.stdout)]);
    return { child, ended: ended.then(([[code], said]) => ({ code, said })) };
  };
  const count = async (what: string) => {
    const { rows } = await db.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${what}`);
    return rows[0]?.n ?? 0;
  };
  const read = () => count(`inbox_event WHERE consumer = 'monitoring.stories#rebuild'`);

  beforeAll(async () => {
    broker = kafka();
    database = await freshDatabase('ended');
    db = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
    env = {
      ...process.env,
      ...{ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, PORT: '0', LOG_LEVEL: 'silent' },
      ...{ KAFKA_BROKERS: broker.brokers.join(), KAFKA_TOPIC_PREFIX: broker.prefix },
    };
    service = start(join(root, 'apps/monitoring/dist/src/main.js'));
    service.stdout?.resume();
    const client = new Kafka({ brokers: broker.brokers, clientId: 'spec', logLevel: logLevel.NOTHING });
    const producer = client.producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false });
    await producer.connect();
    for (let said = 0; said < EVENTS; said += BATCH) {
      const records = Array.from({ length: BATCH }, () =>
        recordOf<ResponseReceived>(responseReceived, { ...responseReceived.example, responseId: v7() }),
      );
      const messages = records.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } }));
      await producer.send({ topic: broker.prefix + responseReceived.topic, messages });
    }
    await producer.disconnect();
    await eventually(async () => expect(await count('story_events')).toBe(EVENTS), { timeout: 60_000, every: 200 });
  }, 90_000);
  afterAll(async () => {
    service.kill('SIGTERM');
    await once(service, 'exit');
    await db.end();
    await database.drop();
  }, 30_000);

  // After a kill the broker waits for the one that is gone, half a minute.
  it.each<[string, NodeJS.Signals, number | null]>([
    ['Ctrl-C', 'SIGINT', 130],
    ['a kill without a warning', 'SIGKILL', null],
  ])(
    'goes on after %s in the middle; the live model is read all the while, and nothing is left of it',
    async (_, signal, status) => {
      const endReading = await readingOf(database.url, ['story_events']);
      const first = begin();
      await eventually(async () => expect(await read()).toBeGreaterThan(0), { timeout: 40_000, every: 10 });
      first.child.kill(signal);
      expect((await first.ended).code).toBe(status);
      const before = await read();
      expect(before).toBeLessThan(EVENTS);
      expect(await count('story_events')).toBe(EVENTS);

      const { code, said } = await begin().ended;
      expect(said).toMatch(/goes on with what was built before/);
      expect(said).toMatch(new RegExp(`story_events: the same, ${EVENTS} rows`));
      expect(code).toBe(0);
      expect(await endReading()).toMatchObject({ failed: 0, rows: EVENTS });
      for (const table of ['inbox_event', 'inbox_offset', 'inbox_parked'])
        expect(await count(`${table} WHERE consumer LIKE '%rebuild'`)).toBe(0);
      expect(await count(`pg_namespace WHERE nspname LIKE 'rebuild%'`)).toBe(0);
      const { groups } = await asAdmin({ brokers: broker.brokers }, 'spec', (admin) => admin.listGroups());
      expect(groups.map(({ groupId }) => groupId)).not.toContain(`${broker.prefix}monitoring.rebuild.stories`);
    },
    90_000,
  );
});
