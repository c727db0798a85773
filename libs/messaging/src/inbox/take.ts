import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Everything that has to be known before an effect, in one round trip: locks the fence, drops what lies below it, remembers the
 * ids, moves the fence, and answers the old fence, the ids that are new and the keys that are parked. Two zombies after a
 * rebalance wait for each other at the lock; what partly overlaps is kept in its new part. Each statement of a volatile function
 * sees what is committed by then, so the keys that the other zombie parked are seen behind the lock.
 */
const up = `
CREATE FUNCTION inbox_take(
  a_consumer text, a_topic text, a_partition int, ids uuid[], offsets bigint[], a_next bigint, keys text[],
  OUT fence bigint, OUT fresh uuid[], OUT parked text[]
) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  LOOP
    SELECT i.next_offset INTO fence FROM inbox_offset i
    WHERE i.consumer = a_consumer AND i.topic = a_topic AND i.partition = a_partition FOR UPDATE;
    EXIT WHEN FOUND;
    INSERT INTO inbox_offset (consumer, topic, partition, next_offset) VALUES (a_consumer, a_topic, a_partition, 0)
    ON CONFLICT DO NOTHING;
  END LOOP;
  WITH n AS (
    INSERT INTO inbox_event (consumer, event_id)
    SELECT a_consumer, u.e FROM unnest(ids, offsets) u(e, o) WHERE u.o >= fence
    ON CONFLICT DO NOTHING RETURNING event_id)
  SELECT coalesce(array_agg(n.event_id), '{}') INTO fresh FROM n;
  IF fence < a_next THEN
    UPDATE inbox_offset i SET next_offset = a_next
    WHERE i.consumer = a_consumer AND i.topic = a_topic AND i.partition = a_partition;
  END IF;
  SELECT coalesce(array_agg(DISTINCT p.key), '{}') INTO parked FROM inbox_parked p
  WHERE p.consumer = a_consumer AND p.status = 'parked' AND p.key = ANY (keys);
END $$`;

export class CreateInboxTake1767225600101 implements MigrationInterface {
  name = 'CreateInboxTake1767225600101';
  async up(runner: QueryRunner) {
    await runner.query(up);
  }
  async down(runner: QueryRunner) {
    await runner.query('DROP FUNCTION inbox_take');
  }
}
