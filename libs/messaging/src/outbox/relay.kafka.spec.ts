import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { inTransaction, newId } from '@siger/service';
import { eventually, kafka, type TestDatabase } from '@siger/testing';
import { Changes } from '../index.js';
import { relayLeaseLost } from '../metrics.js';
import { aUnit, moved, readTopic, startTestService, testUnits, type TestService } from '../messaging.fixture.js';

describe('the relay', () => {
  let broker: ReturnType<typeof kafka>;
  const started: TestService[] = [];
  beforeEach(() => {
    broker = kafka();
  });
  afterEach(async () => {
    for (const service of started.splice(0)) await service.stop();
  });
  const start = async (options: { database?: TestDatabase; listen?: boolean } = {}) => {
    const service = await startTestService(broker, [], options);
    started.push(service);
    return { ...service, changes: service.app.get(Changes) };
  };

  it('sends a backlog larger than a page, in order and once', async () => {
    const { changes, dataSource, database } = await start({ listen: false });
    const { id } = await changes.create(testUnits, aUnit());
    await inTransaction(dataSource, async () => {
      for (let i = 0; i < 2_600; i += 1) await changes.change(testUnits, id, (unit) => moved(unit));
    });
    await start({ database });
    await eventually(async () => expect((await readTopic(broker, 'unit.snapshot')).length).toBe(2_601), {
      timeout: 20_000,
      every: 300,
    });
    const facts = await readTopic(broker, 'unit.events');
    expect(facts.map(({ headers }) => Number(headers['ce_sequence']))).toEqual(Array.from({ length: 2_601 }, (_, i) => i + 1));
    await eventually(async () => {
      const [cursor] = await dataSource.query<{ open: boolean }[]>('SELECT s_now IS NOT NULL AS open FROM outbox_cursor');
      expect(cursor?.open).toBe(false);
    });
  }, 60_000);

  it('sends what is committed before it stops', async () => {
    const { changes, stop } = await start();
    const ids = await Promise.all(Array.from({ length: 20 }, async () => (await changes.create(testUnits, aUnit())).id));
    await stop();
    started.length = 0;
    const facts = await readTopic(broker, 'unit.events');
    expect(facts.map(({ key }) => key).sort()).toEqual(ids.sort());
  }, 30_000);

  it('keeps an event that the broker refuses for ever, and goes on', async () => {
    const { changes, dataSource } = await start();
    const large = newId();
    await inTransaction(dataSource, async (manager) => {
      await manager.query(
        `INSERT INTO outbox (event_id, type, topic, key, sequence, correlation_id, part, hdr, payload)
         VALUES ($1::uuid, 'unit.moved.v1', 'unit.events', $1::text, 1, $1::uuid, 0, '\\x00', $2)`,
        [large, Buffer.alloc(2_000_000)],
      );
      for (let i = 0; i < 8; i += 1) await changes.create(testUnits, aUnit());
    });
    await eventually(async () => expect(new Set((await readTopic(broker, 'unit.events')).map(({ key }) => key)).size).toBe(8), {
      every: 200,
    });
    await eventually(async () =>
      expect(await dataSource.query('SELECT event_id, reason, record FROM outbox_dead')).toEqual([
        { event_id: large, reason: 'MESSAGE_TOO_LARGE', record: { topic: 'unit.events', key: large, part: 0, bytes: 2_000_000 } },
      ]),
    );
  }, 30_000);

  it('is one at a time: a second instance waits for the lease and takes it over', async () => {
    const first = await start();
    const second = await start({ database: first.database });
    const { id } = await second.changes.create(testUnits, aUnit());
    await eventually(async () => expect((await readTopic(broker, 'unit.events')).length).toBe(1), { every: 100 });
    await first.stop();
    started.shift();
    await second.changes.change(testUnits, id, (unit) => moved(unit));
    await eventually(
      async () =>
        expect((await readTopic(broker, 'unit.events')).map(({ headers }) => headers['ce_type'])).toEqual([
          'unit.created.v1',
          'unit.moved.v1',
        ]),
      { every: 100 },
    );
  }, 30_000);

  it('sends nothing once it has lost its lease, says so, and loses and repeats nothing when it has it again', async () => {
    const { changes, dataSource } = await start();
    await changes.create(testUnits, aUnit());
    await eventually(async () => expect((await readTopic(broker, 'unit.events')).length).toBe(1), { every: 100 });
    const lost = async () => (await relayLeaseLost.get()).values[0]?.value ?? 0;
    const before = await lost();
    const take = `UPDATE outbox_cursor SET lease_owner = $1, lease_until = now() + interval '1 hour'`;
    await dataSource.query(take, [newId()]);
    await eventually(async () => expect(await lost()).toBe(before + 1), { timeout: 20_000, every: 200 });
    await changes.create(testUnits, aUnit());
    await sleep(1_500);
    expect((await readTopic(broker, 'unit.events')).length).toBe(1);
    await dataSource.query('UPDATE outbox_cursor SET lease_until = now()');
    await eventually(async () => expect((await readTopic(broker, 'unit.events')).length).toBe(2), {
      timeout: 20_000,
      every: 200,
    });
  }, 60_000);
});
