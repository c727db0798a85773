import type { Client } from 'pg';
import type { TopicName } from '@siger/contracts';
import type { DataSource } from 'typeorm';
import type { Shadow } from './shadow.js';

/** A partition in which the new tables are behind the live ones. */
export interface Gap {
  topic: string;
  partition: number;
  live: number;
  rebuilt: number;
}

const GAPS = `
SELECT l.topic, l.partition, l.next_offset::float8 AS live, coalesce(s.next_offset, 0)::float8 AS rebuilt FROM inbox_offset l
LEFT JOIN inbox_offset s ON s.consumer = $2 AND s.topic = l.topic AND s.partition = l.partition
WHERE l.consumer = $1 AND l.topic = ANY ($3) AND coalesce(s.next_offset, 0) < l.next_offset`;

export const gapsOf = async (owner: Client, { model, consumer }: Shadow, topics: readonly TopicName[]): Promise<Gap[]> =>
  (await owner.query<Gap>(GAPS, [model.consumer, consumer, topics])).rows;

/** An event by its place: a tombstone has no id. */
const PLACE = `concat_ws('/', meta->>'topic', meta->>'partition', meta->>'offset')`;
const HELD = (consumer: string) =>
  `SELECT ${PLACE} AS place FROM inbox_parked WHERE consumer = ${consumer} AND status IN ('parked', 'dead')`;

/** Events that are parked or given up on one side only: until they are tried again, the tables cannot be compared. */
export const heldOnOneSide = async (owner: Client, { model, consumer }: Shadow): Promise<number> => {
  const { rows } = await owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ((${HELD('$1')} EXCEPT ${HELD('$2')}) UNION ALL (${HELD('$2')} EXCEPT ${HELD('$1')})) d`,
    [model.consumer, consumer],
  );
  return rows[0]?.n ?? 0;
};

/** A parked event of the rebuild may be waiting for what is long known. */
export const tryParkedNow = (dataSource: DataSource, { consumer }: Shadow) =>
  dataSource.query(`UPDATE inbox_parked SET next_at = now() WHERE consumer = $1 AND status = 'parked' AND next_at > now()`, [
    consumer,
  ]);

/** What the new tables wait for or were never told. What was tried again and is done, they have had. */
const WANTING = `SELECT ${PLACE} FROM inbox_parked WHERE consumer = $2 AND status <> 'done'`;
/** The live one holds it, the new tables have had it: it is done. */
const HAD = `
UPDATE inbox_parked l SET status = 'done', payload = NULL, error = NULL
WHERE consumer = $1 AND status IN ('parked', 'dead') AND ${PLACE} NOT IN (${WANTING})
  AND (event_id IS NULL OR EXISTS (SELECT 1 FROM inbox_event e WHERE e.consumer = $2 AND e.event_id = l.event_id))`;
/** A person discarded it after the new tables had parked it: taken over, it would be open again. */
const GONE = `
DELETE FROM inbox_parked WHERE consumer = $2
  AND ${PLACE} IN (SELECT ${PLACE} FROM inbox_parked WHERE consumer = $1 AND status = 'discarded')`;
/** Both hold it: the live one's row stays. */
const BOTH = `DELETE FROM inbox_parked WHERE consumer = $2 AND ${PLACE} IN (${HELD('$1')})`;
/** The live one had it, the new tables could not: it waits, or is dead, in the name of the live one. */
const LACKED = `UPDATE inbox_parked SET consumer = $1 WHERE consumer = $2 AND status IN ('parked', 'dead')`;

/** An event that was discarded while the new tables still held it is held no more, and is not tried there again. */
export const forgetDiscarded = (owner: Client, { model, consumer }: Shadow) => owner.query(GONE, [model.consumer, consumer]);

/** In the transaction of the switch: what is parked fits the tables that are live from then on. */
export const settleParked = async (owner: Client, { model, consumer }: Shadow): Promise<void> => {
  const names = [model.consumer, consumer];
  for (const text of [HAD, GONE, BOTH, LACKED]) await owner.query(text, names);
  await owner.query('DELETE FROM inbox_parked WHERE consumer = $1', [consumer]);
  await owner.query('DELETE FROM inbox_offset WHERE consumer = $1', [consumer]);
};
