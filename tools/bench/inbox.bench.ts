import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import type pg from 'pg';
import type { OwnServers } from '../stack/test-servers.ts';
import { type Backlog, writeBacklog } from './topic-backlog.ts';
import { consume } from './consumption.ts';
import { median, spread, type Figure } from './goal.ts';
import { messagingFixture, useServers } from './internals.ts';
import { passingPool } from './pool.ts';

const EVENTS = 40_000;
const AGGREGATES = 5_000;
/** What the slow peer takes of them. */
const ONE_BY_ONE = 6_000;
const ROUNDS = 5;

/** The usual way: one transaction and five statements an event. */
const perMessage = async ({ brokers, topic }: Backlog, pool: pg.Pool): Promise<number> => {
  const consumer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).consumer({
    groupId: randomUUID(),
    maxWaitTimeInMs: 250,
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let done = 0;
  let begun = 0;
  const finished = Promise.withResolvers<number>();
  await consumer.run({
    eachMessage: async ({ partition, message }) => {
      if (done >= ONE_BY_ONE) return;
      begun ||= performance.now();
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query('INSERT INTO inbox_event (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
          'single',
          String(message.headers?.['ce_id']),
        ]);
        await client.query("INSERT INTO effect (consumer, key, sequence) VALUES ('single', $1, 1)", [String(message.key)]);
        await client.query(
          `INSERT INTO inbox_offset VALUES ('single', $1, $2, $3) ON CONFLICT (consumer, topic, partition) DO UPDATE SET next_offset = EXCLUDED.next_offset`,
          [topic, partition, Number(message.offset) + 1],
        );
        await client.query('COMMIT');
      } finally {
        client.release();
      }
      if ((done += 1) === ONE_BY_ONE) finished.resolve((performance.now() - begun) / 1000);
    },
  });
  const took = await finished.promise;
  await consumer.disconnect();
  return ONE_BY_ONE / took;
};

/** The same tables as ours has, of which the peer uses those that it needs. */
const onFreshTables = async <T>(backlog: Backlog, work: (pool: pg.Pool) => Promise<T>): Promise<T> => {
  const { startTestService } = await messagingFixture();
  const { database, stop } = await startTestService(backlog, [], { listen: false });
  await stop();
  const pool = passingPool(database.url, 4);
  try {
    return await work(pool);
  } finally {
    await pool.end();
    await database.drop();
  }
};

/** Our strategy, with all events of a slice inside one transaction, against the transaction per event. */
export const benchInbox = async (servers: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  useServers(servers);
  const backlog = await writeBacklog(servers.brokers, EVENTS, AGGREGATES);
  const rates: { each: number; together: number; single: number }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    progress(round === 0 ? 'inbox, warming up' : `inbox, round ${round} of ${ROUNDS}`);
    const measured = {
      each: EVENTS / (await consume(backlog, 'each')).seconds,
      single: await onFreshTables(backlog, (pool) => perMessage(backlog, pool)),
      together: EVENTS / (await consume(backlog, 'together')).seconds,
    };
    if (round > 0) rates.push(measured);
  }
  const each = rates.map((rate) => rate.each / rate.single);
  const together = rates.map((rate) => rate.together / rate.single);
  const name = 'transaction per event';
  return [
    { name: `handler per event in a batch : ${name}`, value: median(each), unit: '', atLeast: 4, detail: spread(each) },
    {
      name: `batch handler, one statement : ${name}`,
      value: median(together),
      unit: '',
      atLeast: 20,
      detail: spread(together),
    },
  ];
};
