import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Backlog } from './topic-backlog.ts';
import { consumerOf, consumers, type Style } from './consumers.ts';
import { messagingFixture } from './internals.ts';
import { passingPool } from './pool.ts';

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

/** A service on a fresh database consumes a backlog; answers the seconds from its first transaction to the last one. */
export const consume = async (
  backlog: Backlog,
  style: Style,
  judge: (pool: pg.Pool) => Promise<void> = () => Promise.resolve(),
): Promise<number> => {
  const { startTestService } = await messagingFixture();
  const service = await startTestService(backlog, [consumers[style]]);
  const pool = passingPool(service.database.url, 1);
  try {
    let { passed, at } = await progressOf(pool, style);
    for (; passed < backlog.events; { passed, at } = await progressOf(pool, style)) await sleep(LOOK_MS);
    await judge(pool);
    return at - (await beginOf(pool, style));
  } finally {
    await service.stop();
    await pool.end();
    await service.database.drop();
  }
};
