import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { unitMoved, type UnitMoved } from '@siger/contracts';
import { createTopics, OnEvent, OnEventBatch, type EventContext } from '@siger/messaging';
import { transaction } from '@siger/service';
import { Kafka, logLevel, type Message } from 'kafkajs';
import { Controller } from '@nestjs/common';
import pg from 'pg';
import type { OwnServers } from '../stack/test-servers.ts';
import { median, spread, type Figure } from './goal.ts';
import { stockNest } from './stock.peer.ts';

const EVENTS = 6_000;
const ROUNDS = 5;
const EFFECT = 'INSERT INTO effect (consumer, key, sequence) VALUES ($1, $2, $3)';

type Fixture = typeof import('../../libs/messaging/src/messaging.fixture.ts');

/** The handler that both sides run: one row an event. */
class Moves {
  async moved(_data: UnitMoved, { meta }: EventContext) {
    await transaction().query(EFFECT, ['batch', meta.key, meta.sequence]);
  }
}
/** The same effect, one statement for as many events as come together. */
class MovesTogether {
  async moved(_data: UnitMoved[], events: EventContext[]) {
    await transaction().query(
      "INSERT INTO effect (consumer, key, sequence) SELECT 'together', u.k, u.s FROM unnest($1::text[], $2::bigint[]) u(k, s)",
      [events.map(({ meta }) => meta.key), events.map(({ meta }) => meta.sequence)],
    );
  }
}
const descriptor = Object.getOwnPropertyDescriptor(Moves.prototype, 'moved');
if (descriptor) OnEvent(unitMoved, { consumer: 'training.bench' })(Moves.prototype, 'moved', descriptor);
Controller()(Moves);
const together = Object.getOwnPropertyDescriptor(MovesTogether.prototype, 'moved');
if (together)
  OnEventBatch(unitMoved, { consumer: 'training.bench-together', max: 500 })(MovesTogether.prototype, 'moved', together);
Controller()(MovesTogether);

const produce = async (brokers: readonly string[], topic: string, make: (key: string) => Message) => {
  const producer = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  for (let from = 0; from < EVENTS; from += 500) {
    await producer.sendBatch({ topicMessages: [{ topic, messages: Array.from({ length: 500 }, () => make(randomUUID())) }] });
  }
  await producer.disconnect();
};

/** The usual way: one transaction and five statements an event. */
const perMessage = async (brokers: readonly string[], topic: string, pool: pg.Pool): Promise<number> => {
  const consumer = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).consumer({
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
      begun ||= performance.now();
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query('INSERT INTO inbox_event (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
          'single',
          String(message.headers?.['ce_id']),
        ]);
        await client.query(EFFECT, ['single', String(message.key), 1]);
        await client.query(
          `INSERT INTO inbox_offset VALUES ('single', $1, $2, $3) ON CONFLICT (consumer, topic, partition) DO UPDATE SET next_offset = EXCLUDED.next_offset`,
          [topic, partition, Number(message.offset) + 1],
        );
        await client.query('COMMIT');
      } finally {
        client.release();
      }
      if ((done += 1) === EVENTS) finished.resolve((performance.now() - begun) / 1000);
    },
  });
  const took = await finished.promise;
  await consumer.disconnect();
  return EVENTS / took;
};

/** From the begin of the first transaction to now, by the database's clock. */
const count = async (pool: pg.Pool, consumer: string): Promise<{ rows: number; took: number }> => {
  const { rows } = await pool.query<{ rows: number; took: number }>(
    `SELECT count(*)::int AS rows, coalesce(extract(epoch FROM clock_timestamp() - min(received_at)), 0)::float8 AS took FROM inbox_event WHERE consumer = $1`,
    [consumer],
  );
  return rows[0] ?? { rows: 0, took: 0 };
};

/** Our strategy with a handler per event inside one transaction a batch, against the transaction per event. */
export const benchInbox = async (servers: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  process.env['SIGER_TEST_RUN'] = JSON.stringify({ ...servers, run: `bench${process.pid}` });
  const { startTestService, moveOf } = (await import('../../libs/messaging/dist/messaging.fixture.js' as string)) as Fixture;
  const rates: { each: number; together: number; single: number; stock: number }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    progress(round === 0 ? 'inbox, warming up' : `inbox, round ${round} of ${ROUNDS}`);
    const kafka = { brokers: [...servers.brokers], prefix: `inbox${Date.now()}.` };
    const topic = `${kafka.prefix}unit.events`;
    await createTopics(kafka.brokers, kafka.prefix);
    await produce(servers.brokers, topic, (key) => moveOf(key, 1));
    const ours = async (handler: typeof Moves | typeof MovesTogether, consumer: string) => {
      const service = await startTestService(kafka, [handler]);
      const pool = new pg.Pool({ connectionString: service.database.url, max: 4 });
      let seen = await count(pool, consumer);
      for (; seen.rows < EVENTS; seen = await count(pool, consumer)) await sleep(20);
      await service.stop();
      return { rate: EVENTS / seen.took, pool, drop: () => pool.end().then(() => service.database.drop()) };
    };
    const each = await ours(Moves, 'training.bench');
    const single = await perMessage(servers.brokers, topic, each.pool);
    await each.drop();
    const together = await ours(MovesTogether, 'training.bench-together');
    await together.drop();
    const stock = await stockNest(servers.brokers, topic, EVENTS);
    if (round > 0) rates.push({ each: each.rate, together: together.rate, single, stock });
  }
  const of = (pick: (rate: (typeof rates)[number]) => number) => rates.map(pick);
  const each = of((rate) => rate.each / rate.single);
  const together = of((rate) => rate.together / rate.single);
  const stock = of((rate) => rate.together / rate.stock);
  return [
    {
      name: 'handler per event in a batch : transaction per event',
      value: median(each),
      unit: '',
      atLeast: 4,
      detail: spread(each),
    },
    {
      name: 'batch handler, one statement : transaction per event',
      value: median(together),
      unit: '',
      atLeast: 20,
      detail: spread(together),
    },
    {
      name: "batch handler with its inbox : Nest's server with its pipe",
      value: median(stock),
      unit: '',
      atLeast: 3,
      detail: spread(stock),
    },
  ];
};
