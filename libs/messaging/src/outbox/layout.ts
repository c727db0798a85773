import { logger } from '@siger/service';
import type { Pool } from 'pg';
import { type Shard, shardsOf } from './shard.js';

const log = logger('relay');

/** Parameter: a cursor of the wanted layout. */
const STATE = `
SELECT bool_or(shard = $1) AS ours, coalesce(bool_or(lease_until >= clock_timestamp()), false) AS held FROM outbox_cursor`;

/**
 * Each new cursor begins at the oldest position of those whose events it takes over. A snapshot holds all that an older one holds, so
 * xmin, xmax and then what is still under way put them in their order. Of several positions, what is open in one window is not
 * what is open in another: the window is closed, and what was sent of it is sent again. Parameters: the new cursors, their number.
 */
const ARRANGE = `
WITH old AS (SELECT *, least(count(*) OVER (), $2)::int AS common, count(*) OVER () <= $2 AS alone FROM outbox_cursor)
INSERT INTO outbox_cursor (shard, s_prev, s_now, last_id, cluster_id)
SELECT DISTINCT ON (n.shard) n.shard, s_prev, CASE WHEN alone THEN s_now END, CASE WHEN alone THEN last_id ELSE 0 END, cluster_id
FROM unnest($1::smallint[]) n(shard) JOIN old ON old.shard % common = n.shard % common
ORDER BY n.shard, pg_snapshot_xmin(s_prev), pg_snapshot_xmax(s_prev), (SELECT count(*) FROM pg_snapshot_xip(s_prev)) DESC`;

/** Parameter: a cursor. */
const FREE = 'SELECT 1 FROM outbox_cursor WHERE shard = $1 AND (lease_owner IS NULL OR lease_until < now())';

interface State {
  ours: boolean;
  held: boolean;
}

/**
 * Gives the outbox so many shards, and answers whether it did: not while any relay holds a lease of the old ones, so that no two
 * send the same key. Whoever comes with another number waits for them; they go on meanwhile.
 */
export const layOut = async (pool: Pool, shards: number): Promise<boolean> => {
  const cursors = shardsOf(shards).map(({ cursor }) => cursor);
  const client = await pool.connect();
  const isDue = async () => {
    const { rows } = await client.query<State>(STATE, [cursors[0]]);
    return rows[0] && !rows[0].ours && !rows[0].held;
  };
  try {
    if (!(await isDue())) return false;
    await client.query('BEGIN');
    // Nobody can take a lease from here on: what is seen now is still true at the commit.
    await client.query('LOCK TABLE outbox_cursor IN SHARE ROW EXCLUSIVE MODE');
    const due = await isDue();
    if (due) {
      await client.query(ARRANGE, [cursors, shards]);
      await client.query('DELETE FROM outbox_cursor WHERE shard <> ALL ($1::smallint[])', [cursors]);
      log.info({ shards }, 'The outbox is laid out anew.');
    }
    await client.query('COMMIT');
    return Boolean(due);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
};

/** Whether the lease of a shard can be had now: since it was asked for, another relay may have laid the outbox out, or let it go. */
export const isFree = async (pool: Pool, { cursor }: Shard): Promise<boolean> => {
  const { rowCount } = await pool.query(FREE, [cursor]);
  return Boolean(rowCount);
};
