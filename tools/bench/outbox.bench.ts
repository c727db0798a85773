import { setTimeout as sleep } from 'node:timers/promises';
import { createTopics } from '@siger/messaging';
import { inTransaction } from '@siger/service';
import pg from 'pg';
import type { OwnServers } from '../stack/test-servers.ts';
import { EVENTS, fill, freshOutbox, makeRows, rowAt } from './backlog.ts';
import { median, spread, type Figure } from './goal.ts';
import { messagingFixture, messagingParts, useServers } from './internals.ts';
import { passingPool } from './pool.ts';

const ROUNDS = 5;
const CLIENTS = 32;
const ROUND_MS = 3_000;
const UNITS = 5_000;

type Progress = (what: string) => void;

/** Transactions a second of 32 clients, each of which changes a row of its own, with and without an event. */
const benchAppending = async (servers: OwnServers, progress: Progress): Promise<Figure> => {
  const parts = await messagingParts();
  useServers(servers);
  const { startTestService } = await messagingFixture();
  const nowhere = { brokers: ['127.0.0.1:1'], prefix: '' };
  const service = await startTestService(nowhere, [], { listen: false, env: { DATABASE_POOL_SIZE: String(CLIENTS) } });
  const outbox = new parts.Outbox();
  const rows = makeRows(parts);
  await service.dataSource.query(
    `INSERT INTO test_units (id, version, sequence, name) SELECT uuidv7(), 1, 0, 'Bidang' FROM generate_series(1, ${UNITS})`,
  );
  const ids = (await service.dataSource.query<{ id: string }[]>('SELECT id FROM test_units')).map(({ id }) => id);
  let next = 0;
  const change = (events: boolean) =>
    inTransaction(service.dataSource, async (manager) => {
      const n = next++;
      const id = ids[n % UNITS];
      await manager.query('SELECT * FROM test_units WHERE id = $1 FOR UPDATE', [id]);
      const row = { sql: 'UPDATE test_units SET version = version + 1 WHERE id = $1', values: [id] };
      await outbox.append(manager, events ? [rowAt(rows, n)] : [], row);
    });
  const rateOf = async (events: boolean) => {
    const until = performance.now() + ROUND_MS;
    let done = 0;
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        for (; performance.now() < until; done += 1) await change(events);
      }),
    );
    return done / (ROUND_MS / 1000);
  };
  const ratios: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    progress(round === 0 ? 'appending, warming up' : `appending, round ${round} of ${ROUNDS}`);
    const without = await rateOf(false);
    const ratio = (await rateOf(true)) / without;
    if (round > 0) ratios.push(ratio);
  }
  await service.stop();
  await service.database.drop();
  return {
    name: 'transactions with an event : without, 32 clients',
    value: median(ratios),
    unit: '',
    atLeast: 0.6,
    detail: spread(ratios),
  };
};

const WAL_OF_RELAY = `
SELECT sum(w.wal_bytes)::float8 AS bytes FROM pg_stat_activity a, pg_stat_get_backend_wal(a.pid) w
WHERE a.application_name = 'siger-relay' AND a.datname = current_database()`;
const IS_SENT = `SELECT s_now IS NULL AND pg_visible_in_snapshot((SELECT max(xid::text::bigint)::text::xid8 FROM outbox), s_prev) AS sent FROM outbox_cursor`;

/** What the relay's own connection adds to the log of the database, by the database's own count. */
const benchWal = async ({ postgres, brokers }: OwnServers, progress: Progress): Promise<Figure> => {
  const parts = await messagingParts();
  parts.useEncoder('own');
  const prefix = `wal${Date.now()}.`;
  await createTopics([...brokers], prefix);
  const { pool, name, drop } = await freshOutbox(postgres);
  // The count is of a connection: one that has written the events, too, would tell those.
  const own = passingPool(postgres.replace(/\/postgres$/, `/${name}`), 1);
  const rows = makeRows(parts);
  const read = async <T extends pg.QueryResultRow>(text: string) => (await pool.query<T>(text)).rows[0];
  const perEvent: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    progress(`log of the relay, round ${round + 1} of ${ROUNDS}`);
    await fill(pool, rows);
    const sender = new parts.Sender({ kafka: parts.kafkaClient({ brokers: [...brokers], clientId: 'bench' }), prefix });
    const relay = new parts.Relay({ pool: () => own, sender });
    relay.start();
    while (!(await read<{ sent: boolean }>(IS_SENT))?.sent) await sleep(20);
    // A connection tells its counts when it has been idle for a moment.
    await sleep(1_500);
    perEvent.push(((await read<{ bytes: number }>(WAL_OF_RELAY))?.bytes ?? NaN) / EVENTS);
    await relay.drain(1_000);
  }
  await own.end();
  await drop();
  return {
    name: 'log of the database written by the relay, per event',
    value: median(perEvent),
    unit: 'B',
    atMost: 16,
    detail: spread(perEvent),
  };
};

/** What the outbox costs those who write to it, and the database. */
export const benchOutbox = async (servers: OwnServers, progress: Progress): Promise<Figure[]> => [
  await benchAppending(servers, progress),
  await benchWal(servers, progress),
];
