import type { Shard } from './shard.js';

/**
 * Windows between two snapshots (the algorithm of PgQ): rows that are visible now and were not visible in `prev`, in the order of
 * their ids. A change that saw an earlier change of its aggregate is never in an earlier window, and inside a window ids are in
 * the order of the aggregate's row lock. `id > last` would lose rows that commit late; `xid < xmin` would turn their order round.
 */
export interface PendingRow {
  /** bigint as text */
  id: string;
  topic: string;
  key: string;
  hdr: Buffer;
  payload: Buffer | null;
  part: number;
}
export interface FreshRow extends PendingRow {
  now: string;
  /** More waits than is sorted for one answer: these are then not the first. */
  many: boolean;
}

const fields = 'w.id, w.topic, w.key, w.hdr, w.payload, w.part';

/** Times the limit of an answer: what is sorted for it at most. */
const SORTED = 40;
/**
 * Parameters: previous snapshot, number of shards, shard, limit. The new snapshot is that of the statement itself. Sorted are ids
 * only: where much waits, sorting whole rows takes three times as long. Where very much waits, looking at all of it would take
 * longer than a statement may.
 */
export const FRESH = `
WITH waiting AS MATERIALIZED (
  SELECT id FROM (
    SELECT id, part FROM outbox WHERE xid >= pg_snapshot_xmax($1::pg_snapshot)
    UNION ALL
    SELECT id, part FROM outbox WHERE xid = ANY (ARRAY(SELECT pg_snapshot_xip($1::pg_snapshot)))
  ) fresh WHERE part % $2 = $3 LIMIT ${SORTED} * $4::int)
SELECT ${fields}, pg_current_snapshot()::text AS now, (SELECT count(*) = ${SORTED} * $4::int FROM waiting) AS many
FROM outbox w WHERE w.id = ANY (ARRAY(SELECT id FROM waiting ORDER BY id LIMIT $4)) ORDER BY w.id`;

/** Of the transactions that were under way in a snapshot, the first id. Parameter: the snapshot. */
export const FIRST_UNDER_WAY = `
SELECT min(id)::text AS first FROM (
  SELECT id FROM outbox WHERE xid = ANY (ARRAY(SELECT pg_snapshot_xip($1::pg_snapshot))) OFFSET 0) under_way`;
/** Of the next transactions, the first id and the last transaction, null behind the last. Parameters: behind which, snapshot, rows. */
export const FIRST_OF_NEXT = `
SELECT min(id)::text AS first, max(xid::text::bigint)::text AS last FROM (
  SELECT id, xid FROM outbox WHERE xid > $1::xid8 AND xid < pg_snapshot_xmax($2::pg_snapshot)
  ORDER BY xid FETCH FIRST ($3::int) ROWS WITH TIES) next`;

/** A part of a window that is too large for one answer. */
export interface Page {
  /** Both snapshots, as literals. */
  prev: string;
  now: string;
  shard: Shard;
  after: bigint;
  limit: number;
}
/** Page by page along the ids; a COPY takes no parameters. */
export const pageOf = ({ prev, now, shard, after, limit }: Page) => `
COPY (
  SELECT ${fields} FROM outbox w WHERE w.id > ${after} AND w.part % ${shard.of} = ${shard.index}
    AND pg_visible_in_snapshot(w.xid, ${now}::pg_snapshot) AND NOT pg_visible_in_snapshot(w.xid, ${prev}::pg_snapshot)
  ORDER BY w.id LIMIT ${limit}
) TO STDOUT (FORMAT binary)`;

export const LEASE = `
UPDATE outbox_cursor SET lease_owner = $2, lease_until = now() + make_interval(secs => $3), updated_at = now()
WHERE shard = $1 AND (lease_owner IS NULL OR lease_owner = $2 OR lease_until < now())
RETURNING s_prev::text AS prev, s_now::text AS now, last_id AS "lastId"`;

export const SAVE = `
UPDATE outbox_cursor SET s_prev = $3::pg_snapshot, s_now = $4::pg_snapshot, last_id = $5::bigint,
  lease_until = now() + make_interval(secs => $6), updated_at = now()
WHERE shard = $1 AND lease_owner = $2`;

export const RELEASE = 'UPDATE outbox_cursor SET lease_owner = NULL, lease_until = NULL WHERE shard = $1 AND lease_owner = $2';

/** How much waits in all shards, and for how long: counted up to ten thousand. */
export const WAITING = `
WITH c AS MATERIALIZED (SELECT shard, count(*) OVER () AS shards, s_prev, s_now, last_id FROM outbox_cursor)
SELECT count(*)::int AS rows, coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::float8 AS age,
  (SELECT count(*)::int FROM pg_snapshot_xip(pg_current_snapshot())) AS "underWay" FROM (
  SELECT w.created_at FROM c, LATERAL (
    SELECT * FROM outbox WHERE xid >= pg_snapshot_xmax(c.s_prev)
    UNION ALL
    SELECT * FROM outbox WHERE xid = ANY (ARRAY(SELECT pg_snapshot_xip(c.s_prev)))) w
  WHERE w.part % c.shards = c.shard % c.shards
    AND (c.s_now IS NULL OR w.id > c.last_id OR NOT pg_visible_in_snapshot(w.xid, c.s_now))
  LIMIT 10001) waiting`;

export const SWEEP_ROWS = 5_000;
/** Removes what was sent long ago, a bounded number at a time. Parameter: days. */
export const SWEEP = `
DELETE FROM outbox WHERE id IN (
  SELECT o.id FROM outbox o WHERE o.created_at < now() - make_interval(days => $1)
    AND (SELECT bool_and(pg_visible_in_snapshot(o.xid, c.s_prev)) FROM outbox_cursor c)
  ORDER BY o.id LIMIT ${SWEEP_ROWS})
RETURNING id`;
/**
 * What was parked and is done. What was discarded stays: it has no payload any more, and a rebuild, which reads the log from its
 * beginning, knows only from it what it must leave out. Parameter: days.
 */
export const SWEEP_PARKED = `
DELETE FROM inbox_parked WHERE status = 'done' AND parked_at < now() - make_interval(days => $1)`;
