import { Controller, Injectable } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitMoved, unitMoved, unitSnapshot, UnitSnapshot, type UnitCreated, unitCreated } from '@siger/contracts';
import { context, newId, transaction } from '@siger/service';
import { eventually, kafka } from '@siger/testing';
import type { Message, Producer } from 'kafkajs';
import { EMPTY } from 'rxjs';
import { type EventContext, OnAnyEvent, OnEvent, OnEventBatch, OnTombstone } from '../index.js';
import { moveOf, startProducer, startTestService, type TestService, wireHeaders } from '../messaging.fixture.js';

/** What the handlers are told to do with a key, and what they were handed; injected, as a real handler's tables would be. */
@Injectable()
class Orders {
  readonly silent = new Set<string>();
  readonly batches: number[] = [];
}

const remember = (consumer: string, { meta }: EventContext) =>
  transaction().query('INSERT INTO effect (consumer, key, sequence, id, type) VALUES ($1, $2, $3, $4, $5)', [
    consumer,
    meta.key,
    meta.sequence,
    meta.id,
    context().correlationId,
  ]);

const orders = new Orders();

@Controller()
class FirstConsumer {
  @OnEvent(unitMoved, { consumer: 'training.first' })
  async moved(_data: UnitMoved, event: EventContext) {
    await remember('first', event);
    return orders.silent.has(event.meta.key) ? EMPTY : undefined;
  }
}

@Controller()
class OtherConsumers {
  @OnEvent(unitMoved, { consumer: 'training.second' })
  async moved(_data: UnitMoved, event: EventContext) {
    await remember('second', event);
  }
  @OnEventBatch(unitCreated, { consumer: 'training.batch', max: 50, lane: 'bulk' })
  async created(data: UnitCreated[], events: EventContext[]) {
    orders.batches.push(data.length);
    for (const event of events) await remember('batch', event);
  }
  @OnEvent(unitSnapshot, { consumer: 'training.units' })
  async told(_data: UnitSnapshot, event: EventContext) {
    await remember('units', event);
  }
  @OnTombstone('unit.snapshot', { consumer: 'training.units' })
  async erased(key: string) {
    await transaction().query(`INSERT INTO effect (consumer, key, type) VALUES ('units', $1, 'tombstone')`, [key]);
  }
  @OnAnyEvent({ consumer: 'training.log', topics: ['unit.events', 'unit.snapshot'] })
  async any(_data: unknown, event: EventContext) {
    await remember('log', event);
  }
}

describe('the consumers', () => {
  const broker = kafka();
  let service: TestService;
  let producer: Producer;
  beforeAll(async () => {
    service = await startTestService(broker, [FirstConsumer, OtherConsumers]);
    producer = await startProducer(broker);
  });
  afterAll(async () => {
    await producer.disconnect();
    await service.stop();
  });

  const send = (...messages: Message[]) => producer.send({ topic: `${broker.prefix}unit.events`, messages });
  const effects = async (consumer: string, ...keys: string[]) =>
    (
      await service.dataSource.query<{ key: string; sequence: string }[]>(
        'SELECT key, sequence FROM effect WHERE consumer = $1 AND key = ANY ($2) ORDER BY n',
        [consumer, keys],
      )
    ).map(({ key, sequence }) => `${keys.indexOf(key)}:${sequence}`);
  const key = () => newId();

  it('have one effect of an event that comes twice, and of an id that comes twice within one batch', async () => {
    const [one, same] = [key(), key()];
    const message = moveOf(one, 1);
    const id = newId();
    await send(message, moveOf(same, 1, { ce_id: id }), moveOf(same, 1, { ce_id: id }));
    await eventually(async () => expect(await effects('second', one, same)).toHaveLength(2));
    await send(message, moveOf(one, 2));
    await eventually(async () => expect(await effects('second', one)).toEqual(['0:1', '0:2']));
    expect(await effects('second', same)).toEqual(['0:1']);
    expect(await effects('first', one)).toEqual(['0:1', '0:2']);
  });

  it('carry the story on: correlation and causation of the event', async () => {
    const [id, correlation] = [key(), newId()];
    await send(moveOf(id, 1, { ce_correlationid: correlation }));
    await eventually(async () => {
      const rows = await service.dataSource.query<{ type: string }[]>(
        `SELECT type FROM effect WHERE key = $1 AND consumer = 'first'`,
        [id],
      );
      expect(rows).toEqual([{ type: correlation }]);
    });
  });

  it('take an Observable without a value for an answer', async () => {
    const id = key();
    orders.silent.add(id);
    await send(moveOf(id, 1), moveOf(id, 2));
    await eventually(async () => expect(await effects('first', id)).toEqual(['0:1', '0:2']));
  });

  it('pass over what nobody has declared', async () => {
    const id = key();
    await send({ ...moveOf(id, 1), headers: wireHeaders('unit.exploded.v1', id) }, moveOf(id, 2));
    await eventually(async () => expect(await effects('first', id)).toEqual(['0:2']));
    expect(await service.dataSource.query('SELECT seq FROM inbox_parked WHERE key = $1', [id])).toEqual([]);
  });

  it('leave headers and keys as the texts that they are', async () => {
    const id = key();
    await send(moveOf(id, 1, { hostile: '{"a":1}', other: '[1,2]', nul: 'a\0b' }));
    await eventually(async () => expect(await effects('first', id)).toEqual(['0:1']));
  });

  it('tell a tombstone by its key', async () => {
    const id = key();
    await producer.send({ topic: `${broker.prefix}unit.snapshot`, messages: [{ key: id, value: null }] });
    await eventually(async () => {
      const rows = await service.dataSource.query(`SELECT type FROM effect WHERE key = $1`, [id]);
      expect(rows).toEqual([{ type: 'tombstone' }]);
    });
  });

  it('hand successive events to a batch handler together, at most as many as it takes', async () => {
    const id = key();
    const created = (sequence: number): Message => ({
      key: id,
      value: JSON.stringify({ unitId: id, parentId: null, name: 'Bidang', kind: 'DIVISION', from: '2026-01-01' }),
      headers: wireHeaders('unit.created.v1', id, { ce_sequence: String(sequence) }),
    });
    await send(...Array.from({ length: 120 }, (_, i) => created(i + 1)));
    await eventually(async () => expect(await effects('batch', id)).toEqual(Array.from({ length: 120 }, (_, i) => `0:${i + 1}`)));
    expect(Math.max(...orders.batches)).toBe(50);
    await eventually(async () => expect(await effects('log', id)).toHaveLength(120));
  });
});
