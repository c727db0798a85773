import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { OwnServers } from '../stack/test-servers.ts';
import type { Backlog } from './topic-backlog.ts';
import { consumerOf, consumers, type Style } from './consumers.ts';
import { messagingFixture } from './internals.ts';
import { passingPool, query } from './pool.ts';

const LOOK_MS = 10;

/** How far a consumer is on all partitions together, and when, by the database's clock. */
export const progressOf = async (pool: pg.Pool, style: Style): Promise<{ passed: number; at: number }> => {
  const { rows } = await pool.query<{ passed: number; at: number }>(
    `SELECT coalesce(sum(next_offset), 0)::int AS passed, extract(epoch FROM clock_timestamp())::float8 AS at
     FROM inbox_offset WHERE consumer = $1`,
    [consumerOf(style)],
  );
  return rows[0] ?? { passed: 0, at: 0 };
};

const beginOf = async (pool: pg.Pool, style: Style): Promise<number> => {
  const { rows } = await pool.query<{ at: number }>(
    'SELECT extract(epoch FROM min(received_at))::float8 AS at FROM inbox_event WHERE consumer = $1',
    [consumerOf(style)],
  );
  return rows[0]?.at ?? NaN;
};

/** What a backlog took. */
export interface Consumption {
  /** From the first transaction to the last one. */
  readonly seconds: number;
  /** Questions to the inbox, one a transaction. */
  readonly takings: number;
  /** What they took in PostgreSQL, in seconds, of all connections together. */
  readonly taking: number;
}

/** PostgreSQL counts the calls of functions only where it is told to, by a superuser. */
export const countTakings = async ({ postgres }: OwnServers): Promise<void> => {
  await query(postgres, `ALTER ROLE siger_app SET track_functions = 'pl'`);
};

/** A connection tells what it has counted when it ends, and it ends a little after the service has. */
const takingsOf = async (pool: pg.Pool): Promise<Omit<Consumption, 'seconds'>> => {
  const others = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`;
  while ((await pool.query(others)).rowCount) await sleep(LOOK_MS);
  const { rows } = await pool.query<{ takings: number; taking: number }>(
    `SELECT calls::int AS takings, total_time / 1000 AS taking FROM pg_stat_user_functions WHERE funcname = 'inbox_take'`,
  );
  return rows[0] ?? { takings: 0, taking: 0 };
};

/** A service on a fresh database consumes a backlog. */
export const consume = async (
  backlog: Backlog,
  style: Style,
  judge: (pool: pg.Pool) => Promise<void> = () => Promise.resolve(),
): Promise<Consumption> => {
  const { startTestService } = await messagingFixture();
  const service = await startTestService(backlog, [consumers[style]]);
  const pool = passingPool(service.database.url, 1);
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= service.stop());
  try {
    let { passed, at } = await progressOf(pool, style);
    for (; passed < backlog.events; { passed, at } = await progressOf(pool, style)) await sleep(LOOK_MS);
    await judge(pool);
    const seconds = at - (await beginOf(pool, style));
    await stop();
    return { seconds, ...(await takingsOf(pool)) };
  } finally {
    await stop();
    await pool.end();
    await service.database.drop();
  }
};
