import type { EntityManager } from 'typeorm';
import type { Item } from './plan.js';

/** A partition as one consumer reads it. */
export interface Place {
  consumer: string;
  topic: string;
  partition: number;
}

/**
 * One statement: locks the fence, drops what lies below it, remembers the ids and moves the fence. Two zombies after a rebalance
 * wait for each other here; what partly overlaps is kept in its new part.
 */
const FENCE = `
WITH f AS MATERIALIZED (
  SELECT next_offset FROM inbox_offset WHERE consumer = $1 AND topic = $2 AND partition = $3 FOR UPDATE),
n AS (
  INSERT INTO inbox_event (consumer, event_id)
  SELECT $1, u.e FROM unnest($4::uuid[], $5::bigint[]) u(e, o), f WHERE u.o >= f.next_offset
  ON CONFLICT DO NOTHING RETURNING event_id),
m AS (
  UPDATE inbox_offset i SET next_offset = $6 FROM f
  WHERE i.consumer = $1 AND i.topic = $2 AND i.partition = $3 AND i.next_offset < $6)
SELECT f.next_offset AS fence, n.event_id AS id FROM f LEFT JOIN n ON true`;

const PARKED = `SELECT DISTINCT key FROM inbox_parked WHERE consumer = $1 AND status = 'parked' AND key = ANY ($2)`;

export const ENSURE = `
INSERT INTO inbox_offset (consumer, topic, partition, next_offset)
SELECT u.c, u.t, u.p, 0 FROM unnest($1::text[], $2::text[], $3::int[]) u(c, t, p) ON CONFLICT DO NOTHING`;

export const PASS = `
INSERT INTO inbox_offset AS i (consumer, topic, partition, next_offset)
SELECT u.c, u.t, u.p, u.n FROM unnest($1::text[], $2::text[], $3::int[], $4::bigint[]) u(c, t, p, n) ORDER BY u.c, u.t, u.p
ON CONFLICT (consumer, topic, partition) DO UPDATE SET next_offset = GREATEST(i.next_offset, EXCLUDED.next_offset)`;

interface FenceRow {
  fence: string;
  id: string | null;
}

export interface Fresh {
  items: Item[];
  fenced: number;
  duplicates: number;
}

/** Of the items, those whose effect is still to come; the caller's transaction holds the fence until it ends. */
export const takeFresh = async (manager: EntityManager, place: Place, items: readonly Item[], next: number): Promise<Fresh> => {
  const first = new Map<string, Item>();
  for (const item of items) if (item.eventId && !first.has(item.eventId)) first.set(item.eventId, item);
  const ids = [...first.keys()];
  const offsets = [...first.values()].map((item) => item.record.offset);
  const { consumer, topic, partition } = place;
  const parameters = [consumer, topic, partition, ids, offsets, next];
  let rows = await manager.query<FenceRow[]>(FENCE, parameters);
  if (rows.length === 0) {
    await manager.query(ENSURE, [[consumer], [topic], [partition]]);
    rows = await manager.query<FenceRow[]>(FENCE, parameters);
  }
  const fence = Number(rows[0]?.fence ?? 0);
  const fresh = new Set(rows.map(({ id }) => id));
  const above = items.filter(({ record }) => record.offset >= fence);
  const kept = above.filter((item) => (item.eventId ? fresh.has(item.eventId) && first.get(item.eventId) === item : true));
  return { items: kept, fenced: items.length - above.length, duplicates: above.length - kept.length };
};

/** Keys behind which an event has to wait. Asked after the fence is locked, so that it sees what a zombie has parked. */
export const parkedKeysOf = async (manager: EntityManager, consumer: string, items: readonly Item[]): Promise<Set<string>> => {
  const keys = [...new Set(items.map(({ record }) => record.key))];
  const rows = await manager.query<{ key: string }[]>(PARKED, [consumer, keys]);
  return new Set(rows.map(({ key }) => key));
};
