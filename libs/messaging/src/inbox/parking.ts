import { logger } from '@siger/service';
import type { EntityManager } from 'typeorm';
import type { Item } from './plan.js';
import { type IncomingRecord, RecordHeaders, recordWith } from './record.js';

const log = logger('parking');

/** A tombstone has no sequence: it is the last word on its key. */
export const NO_SEQUENCE = Number.MAX_SAFE_INTEGER;

const PARK = `
INSERT INTO inbox_parked (consumer, key, sequence, event_id, meta, payload, status, attempts, next_at, error)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => $9), $10)`;

/** What an index can hold; a longer key is no aggregate's, and its record is dead. */
const LONGEST_KEY = 200;

export interface Parked {
  /** Why; null when it only waits behind another event of its key. */
  error: string | null;
  status: 'parked' | 'dead';
  attempts: number;
  /** Seconds until the first try. */
  wait: number;
}

/** Keeps an event for later, with everything that is needed to handle it then. */
export const park = async (manager: EntityManager, consumer: string, item: Item, how: Parked): Promise<void> => {
  const { record, decoded, eventId } = item;
  const { topic, partition, offset, headers, value } = record;
  const key = record.key.slice(0, LONGEST_KEY);
  const sequence = decoded.kind === 'event' ? decoded.meta.sequence : NO_SEQUENCE;
  const meta = { topic, partition, offset, headers };
  await manager.query(PARK, [consumer, key, sequence, eventId, meta, value, how.status, how.attempts, how.wait, how.error]);
  if (how.status === 'parked' && how.error)
    log.warn({ consumer, topic, partition, offset, eventId, error: how.error }, 'A key is parked.');
};

export interface ParkedKey {
  consumer: string;
  key: string;
}
export interface ParkedRow extends ParkedKey {
  seq: string;
  attempts: number;
  meta: Pick<IncomingRecord, 'topic' | 'partition' | 'offset'> & { headers: Record<string, string> };
  payload: Buffer | null;
}

/** Keys whose first event's time has come: many at once, for it looks at all that waits behind other firsts. */
export const DUE = `
SELECT p.consumer, p.key FROM inbox_parked p
WHERE p.status = 'parked' AND p.consumer = ANY ($1) AND p.next_at <= now() AND NOT EXISTS (
  SELECT 1 FROM inbox_parked e WHERE e.consumer = p.consumer AND e.key = p.key AND e.status = 'parked'
    AND (e.sequence, e.seq) < (p.sequence, p.seq))
ORDER BY p.next_at LIMIT 100`;
/** The first event of a key, locked, where its time has come. First is what the aggregate said first: a filled gap goes before what waited for it. */
export const FIRST = `
SELECT seq, consumer, key, attempts, meta, payload FROM inbox_parked
WHERE status = 'parked' AND next_at <= now() AND seq = (
  SELECT seq FROM inbox_parked WHERE consumer = $1 AND key = $2 AND status = 'parked' ORDER BY sequence, seq LIMIT 1)
FOR UPDATE SKIP LOCKED`;

/** Done, and what waited behind it may go on at once; most of it may already, and is not written again for each that goes before. */
export const DONE = `UPDATE inbox_parked SET status = 'done', payload = NULL, error = NULL WHERE seq = $1`;
export const FOLLOW = `UPDATE inbox_parked SET next_at = now() WHERE consumer = $1 AND key = $2 AND status = 'parked' AND next_at > now()`;
export const AGAIN = `
UPDATE inbox_parked SET attempts = $2, error = $3, next_at = now() + make_interval(secs => $4) WHERE seq = $1 AND status = 'parked'`;
export const GIVE_UP = `UPDATE inbox_parked SET status = 'dead', attempts = $2, error = $3 WHERE seq = $1 AND status = 'parked' RETURNING seq`;
/** What the name of a consumer ends with that fills tables beside the live ones. */
export const OF_A_REBUILD = '#rebuild';
/** What a rebuild holds ends with it: it is nobody's to decide about, and no reason for an alert. */
export const NOT_OF_A_REBUILD = `consumer NOT LIKE '%${OF_A_REBUILD}'`;
export const COUNTS = `
SELECT consumer, count(DISTINCT key)::int AS keys, extract(epoch FROM now() - min(parked_at))::float8 AS age
FROM inbox_parked WHERE status = 'parked' AND ${NOT_OF_A_REBUILD} GROUP BY consumer`;
/** What operators have to decide about. */
export const DEAD_COUNTS = `
SELECT consumer, count(*)::int AS events FROM inbox_parked WHERE status = 'dead' AND ${NOT_OF_A_REBUILD} GROUP BY consumer`;

/** Nobody may name whom a tombstone erased, and a re-drive of what was given up before it would bring the erased back. */
const ERASE = `
UPDATE inbox_parked SET status = 'discarded', payload = NULL, error = 'erased by a tombstone'
WHERE status = 'dead' AND key = $1 AND meta->>'topic' = $2`;
export const eraseDead = (manager: EntityManager, { key, topic }: IncomingRecord) => manager.query(ERASE, [key, topic]);

export const recordOfParked = ({ key, meta, payload }: ParkedRow): IncomingRecord =>
  recordWith({ ...meta, key, headers: new RecordHeaders(meta.headers), value: payload });
