import { setTimeout as sleep } from 'node:timers/promises';
import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitMoved, unitMoved } from '@siger/contracts';
import { newId, transaction } from '@siger/service';
import { eventually, kafka } from '@siger/testing';
import type { Producer } from 'kafkajs';
import { type EventContext, OnEvent } from '../index.js';
import { moveOf, startProducer, startTestService, type TestService } from '../messaging.fixture.js';

const KEYS = 40;
const ROUNDS = 60;

@Controller()
class MovesConsumer {
  @OnEvent(unitMoved, { consumer: 'training.moves' })
  async moved(_data: UnitMoved, { meta }: EventContext) {
    await transaction().query('INSERT INTO effect (key, sequence) VALUES ($1, $2)', [meta.key, meta.sequence]);
  }
}

describe('a service that grows and shrinks under load', () => {
  const broker = kafka();
  const keys = Array.from({ length: KEYS }, () => newId());
  let producer: Producer;
  let first: TestService;
  let second: TestService;
  beforeAll(async () => {
    producer = await startProducer(broker);
    first = await startTestService(broker, [MovesConsumer]);
  });
  afterAll(async () => {
    await producer.disconnect();
    await second.stop();
  });

  const produce = async () => {
    for (let round = 1; round <= ROUNDS; round += 1) {
      await producer.send({ topic: `${broker.prefix}unit.events`, messages: keys.map((key) => moveOf(key, round)) });
      await sleep(100);
    }
  };

  it('has every effect once and in the order of its key', async () => {
    const producing = produce();
    second = await startTestService(broker, [MovesConsumer], { database: first.database });
    await sleep(2_000);
    await first.stop();
    await producing;
    const rows = await eventually(
      async () => {
        const found = await second.dataSource.query<{ key: string; sequence: string }[]>(
          'SELECT key, sequence FROM effect ORDER BY n',
        );
        expect(found.length).toBeGreaterThanOrEqual(KEYS * ROUNDS);
        return found;
      },
      { timeout: 40_000, every: 200 },
    );
    const order = Array.from({ length: ROUNDS }, (_, i) => i + 1);
    for (const key of keys) expect(rows.filter((row) => row.key === key).map(({ sequence }) => Number(sequence))).toEqual(order);
  }, 90_000);
});
