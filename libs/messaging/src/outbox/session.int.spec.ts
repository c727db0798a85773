import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newId } from '@siger/service';
import pg from 'pg';
import { startTestService, type TestService } from '../messaging.fixture.js';
import { LeaseLost, Session } from './session.js';
import { shardsOf } from './shard.js';

describe('the session of a relay', () => {
  let service: TestService;
  let pool: pg.Pool;
  beforeAll(async () => {
    service = await startTestService({ brokers: ['127.0.0.1:1'], prefix: '' }, [], { listen: false });
    pool = new pg.Pool({ connectionString: service.database.url, max: 2 });
  });
  afterEach(() => void jest.restoreAllMocks());
  afterAll(async () => {
    await pool.end();
    await service.stop();
  });

  it('is sure of its lease only for as long as it was asked for, by its own clock', async () => {
    await service.dataSource.query('UPDATE outbox_cursor SET lease_owner = NULL');
    const [shard] = shardsOf(1);
    const session = shard && (await Session.open(pool, shard, newId()));
    if (!session) throw new Error('The lease is not free.');
    expect(() => session.confirm()).not.toThrow();
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + 14_500);
    expect(() => session.confirm()).toThrow(LeaseLost);
    session.move(session.position);
    await session.settled();
    expect(() => session.confirm()).not.toThrow();
    await session.close();
  });
});
