import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { inTransaction, newId } from '@siger/service';
import { eventually } from '@siger/testing';
import pg from 'pg';
import { Changes } from '../changes.js';
import { aUnit, plainKafka, startTestService, testUnits, type TestService } from '../messaging.fixture.js';
import { Relay } from './relay.js';
import { Sender } from './sender.js';
import { LeaseLost, Session } from './session.js';
import { shardsOf } from './shard.js';

describe('the session of a relay', () => {
  let service: TestService;
  let pool: pg.Pool;
  beforeAll(async () => {
    service = await startTestService({ brokers: ['127.0.0.1:1'], prefix: '' }, [], { listen: false });
    pool = new pg.Pool({ connectionString: service.database.url, max: 2, query_timeout: 500 });
  });
  afterEach(() => void jest.restoreAllMocks());
  afterAll(async () => {
    await pool.end();
    await service.stop();
  });

  const [shard] = shardsOf(1);
  const opened = async () => {
    await service.dataSource.query('UPDATE outbox_cursor SET lease_owner = NULL');
    const session = shard && (await Session.open(pool, shard, newId()));
    if (!session) throw new Error('The lease is not free.');
    return session;
  };

  it('is sure of its lease only for as long as it was asked for, by its own clock', async () => {
    const session = await opened();
    expect(() => session.confirm()).not.toThrow();
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + 14_500);
    expect(() => session.confirm()).toThrow(LeaseLost);
    session.move(session.position);
    await session.settled();
    expect(() => session.confirm()).not.toThrow();
    await session.close();
  });

  it('gives a connection up with the first statement that it does not answer, and what waits behind it at once', async () => {
    const session = await opened();
    await inTransaction(service.dataSource, async (manager) => {
      await manager.query('LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE');
      const asked = await Promise.allSettled([session.fresh(1), session.fresh(1), session.fresh(1)]);
      const [first, ...others] = asked.map((one) => (one.status === 'rejected' ? (one.reason as unknown) : undefined));
      expect(first).toEqual(new Error('Query read timeout'));
      for (const other of others) expect(other).toBe(first);
      expect(session.signal.aborted).toBe(true);
      await session.close();
    });
  });

  it('finds the first of very many step by step, also where a transaction that began before the others has it', async () => {
    const changes = service.app.get(Changes);
    const writer = await pool.connect();
    await writer.query('BEGIN');
    const late = await writer.query<{ id: string }>(`
      INSERT INTO outbox (event_id, type, topic, key, sequence, correlation_id, part, hdr)
      VALUES (gen_random_uuid(), 'unit.moved.v1', 'unit.events', 'late', 1, gen_random_uuid(), 0, '\\x00') RETURNING id`);
    await changes.create(testUnits, aUnit());
    await service.dataSource.query('UPDATE outbox_cursor SET s_prev = pg_current_snapshot(), s_now = NULL, last_id = 0');
    for (let n = 0; n < 50; n += 1) await changes.create(testUnits, aUnit());
    const [youngest] = await service.dataSource.query<{ id: string }[]>(`
      SELECT min(id)::text AS id FROM outbox WHERE xid >= (SELECT pg_snapshot_xmax(s_prev) FROM outbox_cursor)`);
    const look = async () => {
      const session = await opened();
      const [first] = await session.fresh(1);
      const id = await session.firstOf(String(first?.now), 3);
      await session.close();
      return { many: first?.many, id: String(id) };
    };
    await writer.query('COMMIT');
    writer.release();
    expect(await look()).toEqual({ many: true, id: late.rows[0]?.id });
    await service.dataSource.query('DELETE FROM outbox WHERE id = $1', [late.rows[0]?.id]);
    expect(await look()).toEqual({ many: true, id: youngest?.id });
    await service.dataSource.query('DELETE FROM outbox WHERE id > $1', [youngest?.id]);
    expect(await look()).toEqual({ many: false, id: youngest?.id });
  });

  it('writes down where a large window begins, so that who takes it up does not search from the first row that was ever sent', async () => {
    const changes = service.app.get(Changes);
    await changes.create(testUnits, aUnit());
    const sent = await service.dataSource.query<{ last: number }[]>('SELECT max(id)::int AS last FROM outbox');
    await service.dataSource.query(
      'UPDATE outbox_cursor SET lease_owner = NULL, s_prev = pg_current_snapshot(), s_now = NULL, last_id = 0',
    );
    for (let n = 0; n < 3; n += 1) await changes.create(testUnits, aUnit());
    const away = { kafka: plainKafka({ brokers: ['127.0.0.1:1'], prefix: '' }), prefix: '', encoder: 'kafkajs' as const };
    const relay = new Relay({ pool: () => pool, sender: new Sender(away), pageRows: 2 });
    relay.start();
    const state = 'SELECT s_now IS NOT NULL AS open, last_id::int AS last FROM outbox_cursor';
    await eventually(async () =>
      expect(await service.dataSource.query(state)).toEqual(sent.map(({ last }) => ({ open: true, last }))),
    );
    await relay.drain(100);
  });
});
