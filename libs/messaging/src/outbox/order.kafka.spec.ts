import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inTransaction, transaction } from '@siger/service';
import { eventually, kafka } from '@siger/testing';
import pg from 'pg';
import { kafkaClient } from '../driver/client.js';
import { Changes } from '../index.js';
import { aUnit, moved, readTopic, type ReadRecord, startTestService, testUnits, type TestService } from '../messaging.fixture.js';
import { Outbox } from './outbox.js';
import { Relay } from './relay.js';
import { Sender } from './sender.js';

const WRITERS = 24;
const UNITS = 30;
const CHANGES = 1_500;

const randomWait = () => sleep(Math.random() * 6);

/** Repeats of one event id removed, as the inbox does. */
const firstOnly = (records: readonly ReadRecord[]) => {
  const seen = new Set<string>();
  return records.filter(({ headers }) => !seen.has(headers['ce_id'] ?? '') && seen.add(headers['ce_id'] ?? ''));
};

// With windows that fit one read, and with windows that are read page by page.
describe.each([2_000, 5])('the outbox under writers that commit in any order, read by up to %d rows', (pageRows) => {
  const broker = kafka();
  let service: TestService;
  let changes: Changes;
  let pool: pg.Pool;
  let relay: Relay;
  const units: string[] = [];
  beforeAll(async () => {
    service = await startTestService(broker, [], { env: { DATABASE_POOL_SIZE: '32' }, listen: false });
    changes = service.app.get(Changes);
    pool = new pg.Pool({ connectionString: service.database.url, max: 2 });
    const client = kafkaClient({ brokers: broker.brokers, clientId: 'spec' });
    relay = new Relay({ sender: new Sender({ kafka: () => client, prefix: broker.prefix }), pool: () => pool, pageRows });
    relay.start();
    service.app.get(Outbox).onAppended(() => relay.wake());
    for (let i = 0; i < UNITS; i += 1) units.push((await changes.create(testUnits, aUnit())).id);
  });
  afterAll(async () => {
    await relay.drain(10_000);
    await pool.end();
    await service.stop();
  });

  /** Takes its transaction id long before it locks the aggregate: the order of ids of transactions says nothing. */
  const write = () =>
    inTransaction(service.dataSource, async () => {
      await transaction().query(`INSERT INTO effect (consumer) VALUES ('early')`);
      await randomWait();
      await changes.change(testUnits, units[Math.floor(Math.random() * UNITS)] as string, (unit) => moved(unit));
      await randomWait();
    });

  const naiveReader = async (signal: AbortSignal) => {
    const client = new pg.Client({ connectionString: service.database.url });
    await client.connect();
    const seen = new Set<string>();
    for (let last = '0', ended = false; !ended;) {
      ended = signal.aborted;
      const { rows } = await client.query<{ id: string }>('SELECT id FROM outbox WHERE id > $1 ORDER BY id', [last]);
      for (const { id } of rows) seen.add(id);
      last = rows.at(-1)?.id ?? last;
      await sleep(1);
    }
    await client.end();
    return seen;
  };

  it('loses nothing and turns no order round, while a reader of "id > last" loses rows', async () => {
    const stop = new AbortController();
    const naive = naiveReader(stop.signal);
    let begun = 0;
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        while (begun++ < CHANGES) await write();
      }),
    );
    stop.abort();
    const naivelySeen = await naive;

    const written = await service.dataSource.query<{ id: string; event_id: string; topic: string }[]>(
      'SELECT id, event_id, topic FROM outbox ORDER BY id',
    );
    expect(written).toHaveLength(2 * (UNITS + CHANGES));
    const ids = (topic: string) =>
      written
        .filter((row) => row.topic === topic)
        .map((row) => row.event_id)
        .sort();
    const facts = await eventually(async () => {
      const records = firstOnly(await readTopic(broker, 'unit.events'));
      expect(records.map(({ headers }) => headers['ce_id']).sort()).toEqual(ids('unit.events'));
      return records;
    });
    const next = new Map<string, number>();
    const inversions = facts.filter(({ key, headers }) => {
      const expected = (next.get(key) ?? 0) + 1;
      next.set(key, Number(headers['ce_sequence']));
      return Number(headers['ce_sequence']) !== expected;
    });
    expect(inversions).toEqual([]);

    // The same run, read the naive way: this is what the windows are for.
    expect(written.filter(({ id }) => !naivelySeen.has(id)).length).toBeGreaterThan(0);
  }, 60_000);
});
