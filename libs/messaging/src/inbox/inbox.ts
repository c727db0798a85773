import type { EntityManager } from 'typeorm';
import type { Item } from './plan.js';

/** A partition as one consumer reads it. */
export interface Place {
  consumer: string;
  topic: string;
  partition: number;
}

/** See `inbox_take` in take.ts. */
const TAKE = 'SELECT fence, fresh, parked FROM inbox_take($1, $2, $3, $4, $5, $6, $7)';

/** Only what is missing: a conflict would wait for whoever holds the fence, and that may be a process that stands still. */
export const ENSURE = `
INSERT INTO inbox_offset (consumer, topic, partition, next_offset)
SELECT u.c, u.t, u.p, 0 FROM unnest($1::text[], $2::text[], $3::int[]) u(c, t, p)
WHERE NOT EXISTS (SELECT 1 FROM inbox_offset i WHERE (i.consumer, i.topic, i.partition) = (u.c, u.t, u.p)) ON CONFLICT DO NOTHING`;

export const PASS = `
INSERT INTO inbox_offset AS i (consumer, topic, partition, next_offset)
SELECT u.c, u.t, u.p, u.n FROM unnest($1::text[], $2::text[], $3::int[], $4::bigint[]) u(c, t, p, n) ORDER BY u.c, u.t, u.p
ON CONFLICT (consumer, topic, partition) DO UPDATE SET next_offset = GREATEST(i.next_offset, EXCLUDED.next_offset)`;

interface TakenRow {
  fence: string;
  fresh: string[];
  parked: string[];
}

export interface Fresh {
  items: Item[];
  /** Keys behind which an event has to wait. */
  parked: ReadonlySet<string>;
  fenced: number;
  duplicates: number;
}

/** Of the items, those whose effect is still to come; the caller's transaction holds the fence until it ends. */
export const takeFresh = async (manager: EntityManager, place: Place, items: readonly Item[], next: number): Promise<Fresh> => {
  const first = new Map<string, Item>();
  for (const item of items) if (item.eventId && !first.has(item.eventId)) first.set(item.eventId, item);
  const ids = [...first.keys()];
  const offsets = [...first.values()].map((item) => item.record.offset);
  const keys = [...new Set(items.map(({ record }) => record.key))];
  const { consumer, topic, partition } = place;
  const [taken] = await manager.query<TakenRow[]>(TAKE, [consumer, topic, partition, ids, offsets, next, keys]);
  if (!taken) throw new Error('inbox_take answered no row');
  const fence = Number(taken.fence);
  const fresh = new Set(taken.fresh);
  const above = items.filter(({ record }) => record.offset >= fence);
  const kept = above.filter((item) => (item.eventId ? fresh.has(item.eventId) && first.get(item.eventId) === item : true));
  const [fenced, duplicates] = [items.length - above.length, above.length - kept.length];
  return { items: kept, parked: new Set(taken.parked), fenced, duplicates };
};
