import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, kafka } from '@siger/testing';
import pg from 'pg';
import { kafkaClient } from '../driver/client.js';
import { useEncoder } from '../driver/kafkajs-fixes.js';
import { Changes } from '../index.js';
import { aUnit, startTestService, testUnits, type TestService } from '../messaging.fixture.js';
import { Outbox } from './outbox.js';
import { Relays } from './relays.js';
import { Sender } from './sender.js';
import { startWriters, whatArrived } from './writers.fixture.js';

const broker = kafka();
let service: TestService;
const ends: (() => Promise<void>)[] = [];
/** As a process of the service that has this setting, with a pool of its own. */
const startProcess = (shards: number, pageRows?: number) => {
  const pool = new pg.Pool({ connectionString: service.database.url, max: 2 + shards });
  const client = kafkaClient({ brokers: broker.brokers, clientId: 'spec' });
  const sender = () => new Sender({ kafka: client, prefix: broker.prefix });
  const relays = new Relays({ shards, sender, pool: () => pool, ...(pageRows && { pageRows }) });
  const silence = service.app.get(Outbox).onAppended((parts) => relays.wake(parts));
  relays.start();
  let ended: Promise<void> | undefined;
  const end = (ms = 10_000) =>
    (ended ??= relays.drain(ms).then(async () => {
      silence();
      await pool.end();
    }));
  ends.push(end);
  return { end };
};
const cursors = async () =>
  (await service.dataSource.query<{ shard: number }[]>('SELECT shard FROM outbox_cursor ORDER BY 1')).map(({ shard }) => shard);
const holders = () =>
  service.dataSource.query<{ held: number }[]>(
    'SELECT count(*)::int AS held FROM outbox_cursor WHERE lease_until > now() GROUP BY lease_owner ORDER BY 1',
  );
beforeAll(async () => {
  useEncoder('own');
  service = await startTestService(broker, [], { env: { DATABASE_POOL_SIZE: '32' }, listen: false });
});
afterAll(async () => {
  await Promise.all(ends.map((end) => end()));
  await service.stop();
});

describe('the number of shards', () => {
  // Small pages, so that windows are open when it changes.
  it('is changed under load, up and down, without an event lost or turned round within its key', async () => {
    const writers = await startWriters(service);
    let before = startProcess(1, 20);
    for (const [shards, expected] of [
      [2, [2, 3]],
      [4, [4, 5, 6, 7]],
      [1, [0]],
      [4, [4, 5, 6, 7]],
      [2, [2, 3]],
    ] as const) {
      const so = writers.begun;
      await eventually(() => Promise.resolve(expect(writers.begun).toBeGreaterThan(so + 200)), { timeout: 20_000 });
      const next = startProcess(shards, 20);
      const old = await cursors();
      // It has to go at once, with what it is sending.
      await before.end(50);
      expect(old).not.toEqual(expected);
      await eventually(async () => expect(await cursors()).toEqual(expected), { timeout: 20_000, every: 20 });
      before = next;
    }
    await writers.end();
    const { written, inversions } = await whatArrived(broker, service);
    expect(written.length).toBeGreaterThan(2_000);
    expect(inversions).toEqual([]);
    await before.end();
  }, 120_000);

  it('is sent by all shards of a process that lays them out and is to stop at once', async () => {
    const changes = service.app.get(Changes);
    const cursorsLeft = () =>
      service.dataSource.query<{ shard: number }[]>(
        'SELECT c.shard FROM outbox_cursor c, outbox w WHERE w.part % 4 = c.shard % 4 AND NOT pg_visible_in_snapshot(w.xid, c.s_prev)',
      );
    for (const [shards, units] of [
      [1, 0],
      [4, 40],
    ] as const) {
      for (let n = 0; n < units; n += 1) await changes.create(testUnits, aUnit());
      await startProcess(shards).end();
    }
    expect(await cursors()).toEqual([4, 5, 6, 7]);
    expect(await cursorsLeft()).toEqual([]);
  }, 30_000);

  it('is spread over the processes: nobody holds more than its part while others are there', async () => {
    const first = startProcess(4);
    await eventually(async () => expect(await holders()).toHaveLength(1), { every: 50 });
    const second = startProcess(4);
    await eventually(async () => expect((await holders()).map(({ held }) => held)).toEqual([2, 2]), {
      timeout: 20_000,
      every: 100,
    });
    await first.end();
    await eventually(async () => expect((await holders()).map(({ held }) => held)).toEqual([4]), {
      timeout: 20_000,
      every: 100,
    });
    await second.end();
  }, 60_000);
});
