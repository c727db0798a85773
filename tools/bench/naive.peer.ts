import { Kafka, logLevel, Partitioners } from 'kafkajs';
import type pg from 'pg';

const PAGE = 100;

/** The outbox of the textbooks, without a pause: reads what is not sent, sends one by one, marks each. Events a second. */
export const naiveOutbox = async (brokers: readonly string[], topic: string, pool: pg.Pool): Promise<number> => {
  await pool.query('CREATE TABLE naive AS SELECT id, key, payload, false AS sent FROM outbox ORDER BY id LIMIT 2000');
  await pool.query('CREATE INDEX ON naive (id) WHERE NOT sent');
  const producer = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  const begun = performance.now();
  let done = 0;
  for (;;) {
    const { rows } = await pool.query<{ id: string; key: string; payload: Buffer }>(
      `SELECT id, key, payload FROM naive WHERE NOT sent ORDER BY id LIMIT ${PAGE}`,
    );
    if (rows.length === 0) break;
    for (const { id, key, payload } of rows) {
      await producer.send({ topic, acks: -1, messages: [{ key, value: payload }] });
      await pool.query('UPDATE naive SET sent = true WHERE id = $1', [id]);
      done += 1;
    }
  }
  const took = (performance.now() - begun) / 1000;
  await producer.disconnect();
  await pool.query('DROP TABLE naive');
  return done / took;
};
