import { Controller, Injectable } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type DeadLetterRecorded,
  UnitMoved,
  unitMoved,
  unitSnapshot,
  UnitSnapshot,
  type UnitCreated,
  unitCreated,
} from '@siger/contracts';
import { context, newId, transaction } from '@siger/service';
import { eventually, kafka } from '@siger/testing';
import type { Message, Producer } from 'kafkajs';
import { EMPTY } from 'rxjs';
import { type EventContext, OnAnyEvent, OnEvent, OnEventBatch, OnTombstone, PoisonError } from '../index.js';
import { moveOf, readTopic, startProducer, startTestService, type TestService, wireHeaders } from '../messaging.fixture.js';

type Behaviour = 'works' | 'throws' | 'type-error' | 'poison' | 'empty' | 'fails-once';

/** What the handlers are told to do with a key; an injected state, as a real handler's would be in its tables. */
@Injectable()
class Orders {
  readonly behaviour = new Map<string, Behaviour>();
  readonly batches: number[] = [];
  calls: string[] = [];
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
    orders.calls.push(event.meta.key);
    await remember('first', event);
    switch (orders.behaviour.get(event.meta.key)) {
      case 'throws':
        throw new Error('no');
      case 'type-error':
        throw new TypeError('undefined is not a function');
      case 'poison':
        throw new PoisonError('never');
      case 'empty':
        return EMPTY;
      case 'fails-once':
        orders.behaviour.delete(event.meta.key);
        throw new Error('once');
      default:
        return undefined;
    }
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
  beforeEach(() => {
    orders.calls = [];
  });

  const send = (...messages: Message[]) => producer.send({ topic: `${broker.prefix}unit.events`, messages });
  const effects = async (consumer: string, ...keys: string[]) =>
    (
      await service.dataSource.query<{ key: string; sequence: string }[]>(
        'SELECT key, sequence FROM effect WHERE consumer = $1 AND key = ANY ($2) ORDER BY n',
        [consumer, keys],
      )
    ).map(({ key, sequence }) => `${keys.indexOf(key)}:${sequence}`);
  const parked = (key: string) =>
    service.dataSource.query<{ consumer: string; status: string; sequence: string; attempts: number; error: string | null }[]>(
      'SELECT consumer, status, sequence, attempts, error FROM inbox_parked WHERE key = $1 ORDER BY seq',
      [key],
    );
  const letters = async (key: string) => {
    const ids = (
      await service.dataSource.query<{ id: string }[]>('SELECT event_id AS id FROM inbox_parked WHERE key = $1', [key])
    ).map(({ id }) => id);
    const told = (await readTopic(broker, 'platform.dead')).map(({ value }) => JSON.parse(value ?? '') as DeadLetterRecorded);
    return told.filter(({ eventId }) => eventId !== null && ids.includes(eventId));
  };
  /** Ends with a record that every consumer of the key's partition handles after those before it. */
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

  it.each(['throws', 'type-error'] as const)(
    'park the key of a handler that %s; later events of the key wait, others pass',
    async (behaviour) => {
      const [bad, good] = [key(), key()];
      orders.behaviour.set(bad, behaviour);
      await send(moveOf(bad, 1), moveOf(good, 1), moveOf(bad, 2), moveOf(good, 2));
      await eventually(async () => expect(await effects('first', good)).toEqual(['0:1', '0:2']));
      await eventually(async () =>
        expect((await parked(bad)).map((row) => [row.consumer, row.status, row.sequence])).toEqual([
          ['training.first', 'parked', '1'],
          ['training.first', 'parked', '2'],
        ]),
      );
      expect(await effects('first', bad)).toEqual([]);
      // The other consumer of the same topic has had its effect once, and is not disturbed.
      await eventually(async () => expect(await effects('second', bad)).toEqual(['0:1', '0:2']));

      orders.behaviour.delete(bad);
      await service.dataSource.query('UPDATE inbox_parked SET next_at = now() WHERE key = $1', [bad]);
      await eventually(async () => expect(await effects('first', bad)).toEqual(['0:1', '0:2']));
      expect((await parked(bad)).map((row) => row.status)).toEqual(['done', 'done']);
    },
    30_000,
  );

  it('try again in place what fails once', async () => {
    const id = key();
    orders.behaviour.set(id, 'fails-once');
    await send(moveOf(id, 1));
    await eventually(async () => expect(await effects('first', id)).toEqual(['0:1']));
    expect(await parked(id)).toEqual([]);
  });

  it('give up at once what a handler calls poison, with a letter that says where and not what', async () => {
    const id = key();
    orders.behaviour.set(id, 'poison');
    await send(moveOf(id, 1), moveOf(id, 2));
    await eventually(async () => expect((await parked(id)).filter((row) => row.status === 'dead')).toHaveLength(2));
    expect(await effects('first', id)).toEqual([]);
    const told = await eventually(async () => {
      const found = await letters(id);
      expect(found).toHaveLength(2);
      return found;
    });
    expect(told[0]).toEqual({
      deadLetterId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      service: 'training',
      consumer: 'training.first',
      reason: 'REFUSED',
      topic: 'unit.events',
      partition: expect.any(Number),
      offset: expect.any(Number),
      eventId: expect.any(String),
    });
  });

  it('take an Observable without a value for an answer', async () => {
    const id = key();
    orders.behaviour.set(id, 'empty');
    await send(moveOf(id, 1), moveOf(id, 2));
    await eventually(async () => expect(await effects('first', id)).toEqual(['0:1', '0:2']));
  });

  it('give up what cannot be read or breaks its contract, and go on behind it', async () => {
    const [json, breach, other, naked] = [key(), key(), key(), key()];
    await send(
      { ...moveOf(json, 1), value: '{ "unitId": ' },
      { ...moveOf(breach, 1), value: JSON.stringify({ unitId: breach, parentId: 4, from: '2026-07-01' }) },
      { ...moveOf(other, 1), value: JSON.stringify({ unitId: newId(), parentId: null, from: '2026-07-01' }) },
      { key: naked, value: 'x' },
      moveOf(json, 2),
      moveOf(breach, 2),
    );
    await eventually(async () => expect(await effects('first', json, breach)).toEqual(expect.arrayContaining(['0:2', '1:2'])));
    const reasons = async (id: string) =>
      (await parked(id)).map((row) => `${row.consumer} ${row.status} ${row.error ?? ''}`).sort();
    await eventually(async () => {
      expect(await reasons(json)).toEqual([
        'training.first dead UNDECODABLE: no JSON',
        'training.log dead UNDECODABLE: no JSON',
        'training.second dead UNDECODABLE: no JSON',
      ]);
      expect(await reasons(breach)).toContain('training.first dead CONTRACT_VIOLATED: /parentId must be string');
      expect(await reasons(other)).toContain('training.first dead CONTRACT_VIOLATED: /unitId is not the key');
      expect(await reasons(naked)).toContain('training.first dead UNDECODABLE: ce_type');
    });
    await eventually(async () => expect((await letters(breach)).map(({ reason }) => reason)).toContain('CONTRACT_VIOLATED'));
    expect(JSON.stringify(await letters(breach))).not.toContain(breach);
  });

  it('pass over what nobody has declared', async () => {
    const id = key();
    await send({ ...moveOf(id, 1), headers: wireHeaders('unit.exploded.v1', id) }, moveOf(id, 2));
    await eventually(async () => expect(await effects('first', id)).toEqual(['0:2']));
    expect(await parked(id)).toEqual([]);
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
