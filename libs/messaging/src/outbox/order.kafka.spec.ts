import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kafka } from '@siger/testing';
import pg from 'pg';
import { kafkaClient } from '../driver/client.js';
import { useEncoder } from '../driver/kafkajs-fixes.js';
import { startTestService, type TestService } from '../messaging.fixture.js';
import { Outbox } from './outbox.js';
import { Relay } from './relay.js';
import { Sender } from './sender.js';
import { startWriters, whatArrived } from './writers.fixture.js';

const UNITS = 30;

// With windows that fit one read, with windows that are read page by page, and with windows whose first row is looked for.
describe.each([
  [2_000, 1_500],
  [5, 1_500],
  [2, 500],
])('the outbox under writers that commit in any order, read by up to %d rows', (pageRows, changes) => {
  const broker = kafka();
  let service: TestService;
  let pool: pg.Pool;
  let relay: Relay;
  beforeAll(async () => {
    service = await startTestService(broker, [], { env: { DATABASE_POOL_SIZE: '32' }, listen: false });
    pool = new pg.Pool({ connectionString: service.database.url, max: 2 });
    useEncoder('own');
    const client = kafkaClient({ brokers: broker.brokers, clientId: 'spec' });
    relay = new Relay({ sender: new Sender({ kafka: client, prefix: broker.prefix }), pool: () => pool, pageRows });
    relay.start();
    service.app.get(Outbox).onAppended(() => relay.wake());
  });
  afterAll(async () => {
    await relay.drain(10_000);
    await pool.end();
    await service.stop();
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
    const writers = await startWriters(service, { units: UNITS });
    await writers.end(changes);
    stop.abort();
    const naivelySeen = await naive;

    const { written, inversions } = await whatArrived(broker, service);
    expect(written).toHaveLength(2 * (UNITS + changes));
    expect(inversions).toEqual([]);
    // The same run, read the naive way: this is what the windows are for.
    expect(written.filter(({ id }) => !naivelySeen.has(id)).length).toBeGreaterThan(0);
  }, 60_000);
});
