import { Controller, Injectable } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type DeadLetterRecorded, UnitMoved, unitMoved } from '@siger/contracts';
import { newId, transaction } from '@siger/service';
import { eventually, kafka } from '@siger/testing';
import type { Message, Producer } from 'kafkajs';
import { partitionOf } from '../driver/partition.js';
import { type EventContext, OnAnyEvent, OnEvent, OnEventBatch, PoisonError } from '../index.js';
import { moveOf, readTopic, startProducer, startTestService, type TestService } from '../messaging.fixture.js';

type Behaviour = 'works' | 'throws' | 'throws-together' | 'type-error' | 'poison' | 'fails-once' | 'keeps-back';

/** What the handlers are told to do with a key; an injected state, as a real handler's would be in its tables. */
@Injectable()
class Orders {
  readonly behaviour = new Map<string, Behaviour>();
  calls: string[] = [];
}

const remember = (consumer: string, { meta }: EventContext) =>
  transaction().query('INSERT INTO effect (consumer, key, sequence, id) VALUES ($1, $2, $3, $4)', [
    consumer,
    meta.key,
    meta.sequence,
    meta.id,
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
      case 'throws-together':
        throw new Error('no');
      case 'type-error':
        throw new TypeError('undefined is not a function');
      case 'poison':
        throw new PoisonError('never');
      case 'keeps-back':
        return void (await transaction()
          .query('SELECT 1 / 0')
          .catch(() => undefined));
      case 'fails-once':
        orders.behaviour.delete(event.meta.key);
        throw new Error('once');
      default:
    }
  }
}

@Controller()
class OtherConsumers {
  @OnEvent(unitMoved, { consumer: 'training.second' })
  async moved(_data: UnitMoved, event: EventContext) {
    await remember('second', event);
  }
  @OnEventBatch(unitMoved, { consumer: 'training.batch', max: 500, lane: 'bulk' })
  async together(_data: UnitMoved[], events: EventContext[]) {
    if (events.some(({ meta }) => orders.behaviour.get(meta.key) === 'throws-together')) throw new Error('one of us');
    for (const event of events) await remember('batch', event);
  }
  @OnAnyEvent({ consumer: 'training.log', topics: ['unit.events'] })
  async any(_data: unknown, event: EventContext) {
    await remember('log', event);
  }
}

describe('what fails', () => {
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
  const soonTries = (key: string) =>
    service.dataSource.query(
      `SELECT attempts, next_at - parked_at < interval '12 seconds' AS were_soon FROM inbox_parked WHERE key = $1 AND sequence = 1`,
      [key],
    );
  const letters = async (key: string) => {
    const ids = (
      await service.dataSource.query<{ id: string }[]>('SELECT event_id AS id FROM inbox_parked WHERE key = $1', [key])
    ).map(({ id }) => id);
    const told = (await readTopic(broker, 'platform.dead')).map(({ value }) => JSON.parse(value ?? '') as DeadLetterRecorded);
    return told.filter(({ eventId }) => eventId !== null && ids.includes(eventId));
  };
  const key = () => newId();

  it.each(['throws', 'type-error'] as const)(
    'parks the key where a handler %s; later events of the key wait, others pass',
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

      // Three tries soon, then ten seconds: looked for once a second, they would have taken twice as long.
      await eventually(async () => expect(await soonTries(bad)).toEqual([{ attempts: 4, were_soon: true }]));
      orders.behaviour.delete(bad);
      await service.dataSource.query('UPDATE inbox_parked SET next_at = now() WHERE key = $1', [bad]);
      await eventually(async () => expect(await effects('first', bad)).toEqual(['0:1', '0:2']));
      expect((await parked(bad)).map((row) => row.status)).toEqual(['done', 'done']);
    },
    30_000,
  );

  it('only once is tried again within a moment, and what came behind it after it', async () => {
    const id = key();
    orders.behaviour.set(id, 'fails-once');
    await send(moveOf(id, 1), moveOf(id, 2));
    await eventually(async () => expect(await effects('first', id)).toEqual(['0:1', '0:2']));
    expect((await parked(id)).map((row) => [row.status, row.attempts])).toEqual([
      ['done', 1],
      ['done', 0],
    ]);
  });

  it('holds no other key of the partition up where it is a few keys; where one after the other fails, the partition waits with each', async () => {
    const same = Array.from({ length: 500 }, key).filter((id) => partitionOf('unit.events', id) === 7);
    const [good = '', ...bad] = same.slice(0, 8);
    expect(bad).toHaveLength(7);
    bad.forEach((id) => orders.behaviour.set(id, 'throws'));
    await send(...bad.map((id) => moveOf(id, 1)), moveOf(good, 1));
    await eventually(async () => expect(await effects('first', good)).toEqual(['0:1']));
    const rows = await service.dataSource.query<{ after: number }[]>(
      `SELECT extract(epoch FROM parked_at - min(parked_at) OVER ())::float8 AS after FROM inbox_parked
       WHERE key = ANY ($1) AND consumer = 'training.first' ORDER BY seq`,
      [bad],
    );
    const [, , , , fifth = NaN, sixth = NaN, seventh = NaN] = rows.map(({ after }) => after);
    // Had the partition waited with those, too, the fifth would come after four waits.
    expect(fifth).toBeLessThan(4 * 1.3);
    expect(sixth - fifth).toBeGreaterThanOrEqual(1.3);
    expect(seventh - sixth).toBeGreaterThanOrEqual(1.3);
  }, 30_000);

  it.each([
    { partition: 3, at: [25] },
    { partition: 8, at: [0] },
    { partition: 9, at: [40] },
    { partition: 10, at: [3, 4, 30] },
  ])(
    'is taken out of its slice, at $at: nothing beside it is done more often than there is something to take out',
    async ({ partition, at }) => {
      const slice = Array.from({ length: 2_000 }, key)
        .filter((id) => partitionOf('unit.events', id) === partition)
        .slice(0, 41);
      const bad = slice.filter((_, n) => at.includes(n));
      const good = slice.filter((_, n) => !at.includes(n));
      bad.forEach((id) => orders.behaviour.set(id, 'throws-together'));
      await send(...slice.map((id) => moveOf(id, 1)));
      await eventually(async () => expect(await effects('first', ...good)).toEqual(good.map((_, n) => `${n}:1`)));
      // Where a batch fails together it is halved, until only what fails is parked.
      await eventually(async () => expect(await effects('batch', ...good)).toEqual(good.map((_, n) => `${n}:1`)));
      for (const id of bad)
        // Where it is the last one, nothing behind it tells that it has been parked.
        await eventually(async () =>
          expect((await parked(id)).map(({ consumer }) => consumer).sort()).toEqual(['training.batch', 'training.first']),
        );
      expect(await service.dataSource.query('SELECT key FROM inbox_parked WHERE key = ANY ($1)', [good])).toEqual([]);
      const times = good.map((id) => orders.calls.filter((called) => called === id).length);
      expect(Math.max(...times)).toBeLessThanOrEqual(1 + at.length);
    },
    30_000,
  );

  it('and is kept back by its handler loses nothing beside it, and the one behind it is not to blame', async () => {
    const same = Array.from({ length: 500 }, key).filter((id) => partitionOf('unit.events', id) === 5);
    const [bad = '', ...good] = same.slice(0, 7);
    orders.behaviour.set(bad, 'keeps-back');
    await send(...good.toSpliced(3, 0, bad).map((id) => moveOf(id, 1)));
    await eventually(async () => expect((await effects('first', ...good)).toSorted()).toEqual(good.map((_, n) => `${n}:1`)));
    await eventually(async () => expect((await parked(bad)).map(({ status }) => status)).toEqual(['parked']));
    expect(await service.dataSource.query('SELECT key FROM inbox_parked WHERE key = ANY ($1)', [good])).toEqual([]);
  }, 30_000);

  it('for good, as its handler says, is given up at once, with a letter that says where and not what', async () => {
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

  it('to be read, or to keep its contract, is given up, and its key goes on behind it', async () => {
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
        'training.batch dead UNDECODABLE: no JSON',
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
});
