import { setTimeout as sleep } from 'node:timers/promises';
import { Controller } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitMoved, unitMoved } from '@siger/contracts';
import { newId, transaction } from '@siger/service';
import { eventually, kafka } from '@siger/testing';
import pg from 'pg';
import type { Producer } from 'kafkajs';
import { Changes, type EventContext, OnEvent, readModel, rebuild } from '../index.js';
import { aUnit, moveOf, startProducer, startTestService, type TestService, testUnits } from '../messaging.fixture.js';

const moves = readModel({ consumer: 'training.moves', tables: ['effect'] });
const loud = readModel({ consumer: 'training.loud', tables: ['effect'] });
const stray = readModel({ consumer: 'training.stray', tables: ['effect'] });
const first = readModel({ consumer: 'training.first', tables: ['test_units'] });

const note = (consumer: string, { meta }: EventContext) =>
  transaction().query('INSERT INTO effect (consumer, key, sequence, id, type) VALUES ($1, $2, $3, $4, $5)', [
    ...[consumer, meta.key, meta.sequence, meta.id, meta.type],
  ]);

@Controller()
class MovesConsumer {
  @OnEvent(unitMoved, moves)
  async moved(_data: UnitMoved, event: EventContext) {
    await note('moves', event);
  }
}
/** A model's row, and an event with it: what was said once would be said again. */
@Controller()
class LoudConsumer {
  constructor(private readonly changes: Changes) {}
  @OnEvent(unitMoved, loud)
  async moved(_data: UnitMoved, event: EventContext) {
    await note('loud', event);
    await this.changes.create(testUnits, aUnit());
  }
}
/** A row of a table that the model does not declare, by its full name. */
@Controller()
class StrayConsumer {
  @OnEvent(unitMoved, stray)
  async moved(_data: UnitMoved, event: EventContext) {
    await note('stray', event);
    await transaction().query(`INSERT INTO public.test_units VALUES ($1, 1, 1, 'x', NULL)`, [newId()]);
  }
}
@Controller()
class FirstConsumer {
  @OnEvent(unitMoved, first)
  async moved({ unitId }: UnitMoved) {
    await transaction().query(`INSERT INTO test_units VALUES ($1, 1, 1, 'x', NULL) ON CONFLICT DO NOTHING`, [unitId]);
  }
}

const KEYS = 30;
const broker = kafka();
const keys = Array.from({ length: KEYS }, () => newId());
let round = 0;
let producer: Producer;
let running: TestService;
beforeAll(async () => void (producer = await startProducer(broker)));
afterEach(() => running.stop());
afterAll(() => producer.disconnect());

const say = async (rounds: number, pause = 0) => {
  for (let i = 0; i < rounds; i += 1) {
    round += 1;
    await producer.send({ topic: `${broker.prefix}unit.events`, messages: keys.map((key) => moveOf(key, round)) });
    await sleep(pause);
  }
};
const rows = async (text: string, values: unknown[] = []) => running.dataSource.query<{ n: number }[]>(text, values);
const count = async (what: string) => (await rows(`SELECT count(*)::int AS n FROM ${what}`))[0]?.n;
const heard = (n: number, where = 'effect') =>
  eventually(async () => expect(await count(where)).toBe(n), { timeout: 90_000, every: 100 });
const inOrder = async () => {
  const found = await running.dataSource.query<{ key: string; said: number[] }[]>(
    'SELECT key, array_agg(sequence::int ORDER BY n) AS said FROM effect GROUP BY key',
  );
  const every = Array.from({ length: round }, (_, i) => i + 1);
  expect(found).toHaveLength(KEYS);
  for (const { said } of found) expect(said).toEqual(every);
};
const asOwner = async (text: string) => {
  const owner = new pg.Client(running.database.ownerUrl);
  await owner.connect();
  await owner.query(text).finally(() => owner.end());
};
const start = async (...controllers: Parameters<typeof startTestService>[1]) => {
  running = await startTestService(broker, controllers);
};
const again = (model: string, options: Parameters<typeof rebuild>[2] = {}) =>
  rebuild(running.service, model, { ...options, env: running.env });

describe('a read model is rebuilt', () => {
  it('under load: the same rows, no failed read, nothing lost, doubled or turned round', async () => {
    await say(100);
    await start(MovesConsumer);
    await heard(KEYS * round);
    const reads = { done: 0, until: false };
    const reading = (async () => {
      for (; !reads.until; reads.done += 1) await count('effect e JOIN effect f USING (n)');
    })();
    const load = say(100, 80);
    const result = await again('moves');
    reads.until = true;
    await Promise.all([load, reading]);
    expect(result).toMatchObject({ outcome: 'switched', comparisons: [{ table: 'effect', rows: {} }] });
    expect(result?.comparisons[0]?.checksum.live).toBe(result?.comparisons[0]?.checksum.rebuilt);
    expect(result?.switchMs).toBeLessThan(3_500);
    expect(reads.done).toBeGreaterThan(20);
    await heard(KEYS * round);
    await inOrder();
    for (const table of ['inbox_event', 'inbox_offset', 'inbox_parked'])
      expect(await count(`${table} WHERE consumer LIKE '%rebuild'`)).toBe(0);
    expect(await count(`pg_namespace WHERE nspname LIKE 'rebuild%'`)).toBe(0);
  }, 120_000);

  it('is compared: a damaged live table is told, stays live until it is accepted, and is mended then', async () => {
    await start(MovesConsumer);
    await heard(KEYS * round);
    await rows(`DELETE FROM effect WHERE sequence = 3`);
    await rows(`UPDATE effect SET type = 'x' WHERE sequence = 4`);
    const told = await again('moves');
    expect(told).toMatchObject({ outcome: 'differs', comparisons: [{ only: { live: KEYS, rebuilt: 2 * KEYS } }] });
    expect(await count('effect')).toBe(KEYS * (round - 1));
    expect(await again('moves', { accept: true })).toMatchObject({ outcome: 'switched' });
    await inOrder();
    await say(1);
    await heard(KEYS * round);
    await inOrder();
  }, 120_000);

  it('can be stopped, and goes on where it was', async () => {
    await start(MovesConsumer);
    await heard(KEYS * round);
    const stop = new AbortController();
    const stopped = again('moves', { signal: stop.signal });
    await eventually(async () => expect(await count(`inbox_event WHERE consumer LIKE '%rebuild'`)).toBeGreaterThan(0), {
      timeout: 30_000,
      every: 5,
    });
    stop.abort();
    expect(await stopped).toMatchObject({ outcome: 'stopped' });
    const before = await rows(`SELECT sum(next_offset)::int AS n FROM inbox_offset WHERE consumer LIKE '%rebuild'`);
    expect(before[0]?.n).toBeGreaterThan(0);
    const lines: string[] = [];
    expect(await again('moves', { say: (line) => lines.push(line) })).toMatchObject({ outcome: 'switched' });
    expect(lines[0]).toMatch(/goes on/);
    await inOrder();
    await again('moves', { drop: true });
  }, 120_000);

  it('goes on only with what the same code has built', async () => {
    await start(MovesConsumer);
    await heard(KEYS * round);
    await rows(`DELETE FROM effect WHERE sequence = 3`);
    expect(await again('moves', { code: 'former' })).toMatchObject({ outcome: 'differs' });
    const told: string[] = [];
    const say = (line: string) => told.push(line);
    expect(await again('moves', { code: 'former', say })).toMatchObject({ outcome: 'differs' });
    expect(told[0]).toMatch(/goes on/);
    told.length = 0;
    expect(await again('moves', { code: 'mended', say, accept: true })).toMatchObject({ outcome: 'switched' });
    expect(told[0]).toBe('the code of the service has changed since it was begun: it begins anew');
    await inOrder();
  }, 120_000);
});

describe('what is no read model is not rebuilt', () => {
  it.each([
    ['loud', LoudConsumer, /causes events/],
    ['stray', StrayConsumer, /writes (public\.)?test_units/],
  ])(
    '%s',
    async (name, consumer, said) => {
      await start(consumer);
      await heard(KEYS * round);
      const before = [await count('outbox'), await count('test_units'), await count('effect')];
      await expect(again(name)).rejects.toThrow(said);
      expect([await count('outbox'), await count('test_units'), await count('effect')]).toEqual(before);
      expect(await count(`inbox_parked`)).toBe(0);
    },
    120_000,
  );

  it('nor a name that nobody declares', async () => {
    await start(MovesConsumer);
    await expect(again('nothing')).rejects.toThrow('training.nothing is not a read model');
  });

  it.each([
    ['a trigger', 'CREATE TRIGGER t BEFORE UPDATE ON effect EXECUTE FUNCTION suppress_redundant_updates_trigger()'],
    ['a view', 'CREATE VIEW v AS SELECT key FROM effect'],
    ['row security', 'ALTER TABLE effect ENABLE ROW LEVEL SECURITY'],
  ])('nor tables with %s, which would be lost or in the way', async (_, text) => {
    await start(MovesConsumer);
    await asOwner(text);
    await expect(again('moves')).rejects.toThrow(/cannot be rebuilt beside itself: .*effect/);
  });
});

it('a read model that comes with the next release reads from the beginning, and the others hear nothing twice', async () => {
  await start(MovesConsumer);
  await heard(KEYS * round);
  const former = running;
  const load = say(40, 50);
  running = await startTestService(broker, [MovesConsumer, FirstConsumer], { database: former.database });
  await load;
  await former.stop();
  await heard(KEYS, 'test_units');
  await heard(KEYS * round);
  await inOrder();
  expect(await again('first')).toMatchObject({ outcome: 'switched', comparisons: [{ rows: { live: KEYS, rebuilt: KEYS } }] });
}, 120_000);
