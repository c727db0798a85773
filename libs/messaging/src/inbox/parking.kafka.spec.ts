import { setTimeout as sleep } from 'node:timers/promises';
import { Controller } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type DeadLetterRecorded,
  type ParkedEventView,
  type Page,
  type SettledView,
  UnitMoved,
  unitMoved,
} from '@siger/contracts';
import { newId, transaction } from '@siger/service';
import { clientOf, eventually, kafka, type TestDatabase, type TestKafka } from '@siger/testing';
import type { Producer } from 'kafkajs';
import { type EventContext, OnEvent, OutOfOrderError, TransientError } from '../index.js';
import { moveOf, readTopic, startProducer, startTestService, type TestService } from '../messaging.fixture.js';

const faults = { away: false, refused: new Set<string>(), slow: 0 };

const remember = (consumer: string, { meta }: EventContext) =>
  transaction().query('INSERT INTO effect (consumer, key, sequence, id) VALUES ($1, $2, $3, $4)', [
    consumer,
    meta.key,
    meta.sequence,
    meta.id,
  ]);

/** A read model that accepts an aggregate's facts only without a gap. */
@Controller()
class StrictConsumer {
  @OnEvent(unitMoved, { consumer: 'training.strict' })
  async moved(_data: UnitMoved, event: EventContext) {
    const { key, sequence } = event.meta;
    if (faults.away) throw new TransientError('the archive is away');
    if (faults.refused.has(key)) throw new Error('no');
    await sleep(faults.slow);
    const [had] = await transaction().query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM effect WHERE consumer = 'strict' AND key = $1`,
      [key],
    );
    if (sequence !== (had?.n ?? 0) + 1) throw new OutOfOrderError(`${sequence} after ${had?.n}`);
    await remember('strict', event);
  }
}

@Controller()
class LateConsumer {
  @OnEvent(unitMoved, { consumer: 'training.late' })
  async moved(_data: UnitMoved, event: EventContext) {
    await remember('late', event);
  }
}

describe('what waits', () => {
  let broker: TestKafka;
  let producer: Producer;
  let service: TestService;
  beforeEach(async () => {
    Object.assign(faults, { away: false, refused: new Set(), slow: 0 });
    broker = kafka();
    producer = await startProducer(broker);
    service = await startTestService(broker, [StrictConsumer]);
  }, 30_000);
  afterEach(async () => {
    await producer.disconnect();
    await service.stop();
  }, 30_000);

  const send = (key: string, ...sequences: number[]) =>
    producer.send({ topic: `${broker.prefix}unit.events`, messages: sequences.map((sequence) => moveOf(key, sequence)) });
  const effects = async (consumer: string, key: string) =>
    (
      await service.dataSource.query<{ sequence: string }[]>(
        'SELECT sequence FROM effect WHERE consumer = $1 AND key = $2 ORDER BY n',
        [consumer, key],
      )
    ).map(({ sequence }) => Number(sequence));
  const operator = { as: { sub: 'operator', roles: ['platform-admin'] } };
  const kept = async () =>
    (await clientOf(service.app).get<Page<ParkedEventView>>('/v1/operations/training/parked', operator)).body;
  const redrive = async (...ids: string[]) =>
    (await clientOf(service.app).post<SettledView>('/v1/operations/training/parked/redrive', { ids }, operator)).body;
  const ready = async () => {
    const response = await service.app.inject({ method: 'GET', url: '/health/ready' });
    return { status: response.statusCode, text: response.body };
  };

  it('is a key with a gap: it goes on at once when the gap is filled', async () => {
    const key = newId();
    await send(key, 1, 3, 4);
    await eventually(async () =>
      expect(await service.dataSource.query(`SELECT seq FROM inbox_parked WHERE status = 'parked'`)).toHaveLength(2),
    );
    expect(await effects('strict', key)).toEqual([1]);
    await send(key, 2);
    await eventually(async () => expect(await effects('strict', key)).toEqual([1, 2, 3, 4]), { timeout: 8_000 });
  }, 30_000);

  it('is an event that fails fifteen times, until it is dead; a redrive gives it another chance', async () => {
    const key = newId();
    faults.refused.add(key);
    await send(key, 1);
    await eventually(async () =>
      expect(await service.dataSource.query(`SELECT seq FROM inbox_parked WHERE status = 'parked'`)).toHaveLength(1),
    );
    await service.dataSource.query('UPDATE inbox_parked SET attempts = 14, next_at = now()');
    const dead = await eventually(async () => {
      const [first, ...more] = (await kept()).items;
      expect(first).toMatchObject({ consumer: 'training.strict', key, attempts: 15, status: 'dead' });
      expect(more).toEqual([]);
      return first;
    });
    await eventually(async () => {
      const letters = (await readTopic(broker, 'platform.dead')).map(
        ({ value }) => JSON.parse(value ?? '') as DeadLetterRecorded,
      );
      expect(letters.map(({ reason, consumer }) => [reason, consumer])).toEqual([['EXHAUSTED', 'training.strict']]);
    });
    faults.refused.clear();
    expect(await redrive(dead?.id ?? '')).toEqual({ events: 1 });
    await eventually(async () => expect(await effects('strict', key)).toEqual([1]));
  }, 30_000);

  it('is dead in several events of a key: they are re-driven in their order, and what comes meanwhile waits behind them', async () => {
    const key = newId();
    faults.refused.add(key);
    await send(key, 1, 2, 3);
    await eventually(async () =>
      expect(await service.dataSource.query(`SELECT seq FROM inbox_parked WHERE status = 'parked'`)).toHaveLength(3),
    );
    await service.dataSource.query(`UPDATE inbox_parked SET status = 'dead' WHERE key = $1`, [key]);
    const ids = (await kept()).items.map(({ id }) => id);
    expect(ids).toHaveLength(3);
    faults.slow = 200;
    faults.refused.clear();
    expect(await redrive(...ids)).toEqual({ events: 3 });
    await send(key, 4);
    await eventually(async () => expect(await effects('strict', key)).toEqual([1, 2, 3, 4]));
    expect((await kept()).items).toEqual([]);
  }, 30_000);

  it('is a record that breaks its contract: re-driven as it is, it is dead again and not lost', async () => {
    const key = newId();
    const { headers = {} } = moveOf(key, 1);
    const broken = { key, value: JSON.stringify({ unitId: key, parentId: 7, from: '2026-07-01' }), headers };
    await producer.send({ topic: `${broker.prefix}unit.events`, messages: [broken] });
    const [dead] = await eventually(async () => {
      const { items } = await kept();
      expect(items).toMatchObject([{ key, status: 'dead', attempts: 1 }]);
      return items;
    });
    await redrive(dead?.id ?? '');
    await eventually(async () =>
      expect((await kept()).items).toMatchObject([
        { status: 'dead', error: expect.stringContaining('CONTRACT_VIOLATED: /parentId') },
      ]),
    );
    expect(await service.dataSource.query('SELECT payload IS NULL AS gone FROM inbox_parked')).toEqual([{ gone: false }]);
  }, 30_000);

  it('is a partition whose world is away: nothing is given up, the service says so, and it goes on by itself', async () => {
    const key = newId();
    await eventually(async () => expect((await ready()).status).toBe(200), { timeout: 20_000 });
    faults.away = true;
    await send(key, 1, 2);
    await eventually(async () =>
      expect(await ready()).toEqual({ status: 503, text: expect.stringContaining('waits for what is down') }),
    );
    await sleep(700);
    expect(await service.dataSource.query('SELECT * FROM inbox_parked')).toEqual([]);
    expect(await effects('strict', key)).toEqual([]);
    faults.away = false;
    await eventually(async () => expect(await effects('strict', key)).toEqual([1, 2]));
    await eventually(async () => expect((await ready()).status).toBe(200));
  }, 40_000);

  it('is a stop, for the handler that runs; the next start repeats nothing and leaves nothing out', async () => {
    const [key, next] = [newId(), newId()];
    faults.slow = 1_000;
    await send(key, 1);
    await eventually(async () =>
      expect(
        await service.dataSource.query('SELECT * FROM pg_stat_activity WHERE datname = current_database() AND state = $1', [
          'idle in transaction',
        ]),
      ).not.toEqual([]),
    );
    await service.stop();
    faults.slow = 0;
    service = await restarted([StrictConsumer]);
    await eventually(async () => expect(await effects('strict', key)).toEqual([1]));
    await send(next, 1);
    await eventually(async () => expect(await effects('strict', next)).toEqual([1]));
    expect(await effects('strict', key)).toEqual([1]);
  }, 40_000);

  const restarted = (controllers: (new () => object)[], database: TestDatabase = service.database) =>
    startTestService(broker, controllers, { database });

  it('is nobody: a consumer that joins later reads everything from its beginning, the others once', async () => {
    const key = newId();
    await send(key, 1, 2, 3);
    await eventually(async () => expect(await effects('strict', key)).toEqual([1, 2, 3]));
    await sleep(1_300);
    await service.stop();
    service = await restarted([StrictConsumer, LateConsumer]);
    await eventually(async () => expect(await effects('late', key)).toEqual([1, 2, 3]));
    await send(key, 4);
    await eventually(async () => expect(await effects('late', key)).toEqual([1, 2, 3, 4]));
    await eventually(async () => expect(await effects('strict', key)).toEqual([1, 2, 3, 4]));
  }, 40_000);
});
