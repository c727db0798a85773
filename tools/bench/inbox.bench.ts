import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { unitMoved, type UnitMoved } from '@siger/contracts';
import { createTopics, OnEvent, type EventContext } from '@siger/messaging';
import { transaction } from '@siger/service';
import { Kafka, logLevel, type Message } from 'kafkajs';
import { Controller } from '@nestjs/common';
import pg from 'pg';
import type { OwnServers } from '../stack/test-servers.ts';
import { median, spread, type Figure } from './goal.ts';

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
const descriptor = Object.getOwnPropertyDescriptor(Moves.prototype, 'moved');
if (descriptor) OnEvent(unitMoved, { consumer: 'training.bench' })(Moves.prototype, 'moved', descriptor);
Controller()(Moves);

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

const count = async (pool: pg.Pool, consumer: string): Promise<{ rows: number; took: number }> => {
  const { rows } = await pool.query<{ rows: number; took: number }>(
    `SELECT count(*)::int AS rows, coalesce(extract(epoch FROM max(received_at) - min(received_at)), 0)::float8 AS took FROM inbox_event WHERE consumer = $1`,
    [consumer],
  );
  return rows[0] ?? { rows: 0, took: 0 };
};

/** Our strategy with a handler per event inside one transaction a batch, against the transaction per event. */
export const benchInbox = async (servers: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  process.env['SIGER_TEST_RUN'] = JSON.stringify({ ...servers, run: `bench${process.pid}` });
  const { startTestService, moveOf } = (await import('../../libs/messaging/dist/messaging.fixture.js' as string)) as Fixture;
  const ratios: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    progress(round === 0 ? 'inbox, warming up' : `inbox, round ${round} of ${ROUNDS}`);
    const kafka = { brokers: [...servers.brokers], prefix: `inbox${Date.now()}.` };
    await createTopics(kafka.brokers, kafka.prefix);
    await produce(servers.brokers, `${kafka.prefix}unit.events`, (key) => moveOf(key, 1));
    const service = await startTestService(kafka, [Moves]);
    const pool = new pg.Pool({ connectionString: service.database.url, max: 4 });
    while ((await count(pool, 'training.bench')).rows < EVENTS) await sleep(100);
    const { took } = await count(pool, 'training.bench');
    await service.stop();
    const single = await perMessage(servers.brokers, `${kafka.prefix}unit.events`, pool);
    await pool.end();
    await service.database.drop();
    if (round > 0) ratios.push(EVENTS / took / single);
  }
  return [
    { name: 'handler per event in a batch : transaction per event', value: median(ratios), unit: '', detail: spread(ratios) },
  ];
};
