import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type UnitMoved, type UnitRenamed, unitMoved, unitRenamed } from '@siger/contracts';
import { newId, transaction } from '@siger/service';
import { eventually, kafka } from '@siger/testing';
import type { Producer } from 'kafkajs';
import { partitionOf } from '../driver/partition.js';
import { type EventContext, OnEvent, OnEventBatch } from '../index.js';
import { moveOf, startProducer, startTestService, type TestService, wireHeaders } from '../messaging.fixture.js';

const oneForAll = new Error('the same again and again');
const broken = new Set<string>();

/** Two handlers of one consumer that throw one error object; the first begins with what the second one hears. */
@Controller()
class BreakingConsumer {
  @OnEventBatch(unitMoved, { consumer: 'training.breaking', max: 500 })
  async together(_data: UnitMoved[], events: EventContext[]) {
    if (events.some(({ meta }) => broken.has(meta.key))) throw oneForAll;
    for (const { meta } of events)
      await transaction().query(`INSERT INTO effect (consumer, key, sequence, id) VALUES ('breaking', $1, $2, $3)`, [
        meta.key,
        meta.sequence,
        meta.id,
      ]);
  }
  @OnEvent(unitRenamed, { consumer: 'training.breaking' })
  renamed(data: UnitRenamed) {
    broken.add(data.name);
    throw oneForAll;
  }
}

describe('an error that is thrown again', () => {
  const broker = kafka();
  let service: TestService;
  let producer: Producer;
  beforeAll(async () => {
    service = await startTestService(broker, [BreakingConsumer]);
    producer = await startProducer(broker);
  });
  afterAll(async () => {
    await producer.disconnect();
    await service.stop();
  });

  it('blames nobody but who threw it last: the search ends, and what fails is parked', async () => {
    const ofOnePartition = Array.from({ length: 500 }, () => newId()).filter((id) => partitionOf('unit.events', id) === 11);
    const [first = '', second = '', last = ''] = ofOnePartition;
    const headers = wireHeaders('unit.renamed.v1', last, { ce_sequence: '0000000001' });
    const renamed = { key: last, value: JSON.stringify({ unitId: last, name: second }), headers };
    await producer.send({
      topic: `${broker.prefix}unit.events`,
      messages: [moveOf(first, 1), moveOf(second, 1), renamed],
    });
    await eventually(async () => {
      const parked = await service.dataSource.query<{ key: string }[]>('SELECT key FROM inbox_parked');
      expect(parked.map(({ key }) => key).sort()).toEqual([second, last].sort());
    });
    expect(await service.dataSource.query(`SELECT key FROM effect WHERE consumer = 'breaking'`)).toEqual([{ key: first }]);
  });
});
