import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { metrics } from '@siger/service';
import { eventually } from '@siger/testing';
import { Changes } from '../index.js';
import { aUnit, startTestService, testUnits, type TestService } from '../messaging.fixture.js';
import { OutboxWatch } from './outbox-watch.js';

describe('the watch over the outbox', () => {
  let service: TestService;
  let watch: OutboxWatch;
  beforeAll(async () => {
    service = await startTestService({ brokers: ['127.0.0.1:1'], prefix: '' }, [], { listen: false });
    watch = new OutboxWatch(service.dataSource);
    for (let i = 0; i < 3; i += 1) await service.app.get(Changes).create(testUnits, aUnit());
  });
  afterAll(() => service.stop());
  const waiting = async () => {
    const text = await metrics.getSingleMetricAsString('outbox_unpublished');
    return Number(/^outbox_unpublished (\d+)$/m.exec(text)?.[1]);
  };
  const look = async () => {
    watch = new OutboxWatch(service.dataSource);
    watch.start();
    await watch.stop();
  };

  it('counts what no relay has sent, and how long it waits', async () => {
    await service.dataSource.query(`UPDATE outbox SET created_at = now() - interval '45 seconds' WHERE id = 1`);
    await look();
    expect(await waiting()).toBe(6);
    expect(watch.oldestAge).toBeGreaterThan(44);
    await service.dataSource.query(`UPDATE outbox_cursor SET s_now = pg_current_snapshot(), last_id = 4`);
    await look();
    expect(await waiting()).toBe(2);
    await service.dataSource.query(`UPDATE outbox_cursor SET s_prev = pg_current_snapshot(), s_now = NULL`);
    await eventually(async () => {
      await look();
      expect(await waiting()).toBe(0);
    });
    expect(watch.oldestAge).toBe(0);
  });

  it('removes what was sent long ago, and nothing that waits', async () => {
    const ids = () => service.dataSource.query<{ id: string }[]>('SELECT id FROM outbox ORDER BY id');
    await service.dataSource.query(`UPDATE outbox SET created_at = now() - interval '8 days' WHERE id <= 4`);
    await service.app.get(Changes).create(testUnits, aUnit());
    await service.dataSource.query(
      `UPDATE outbox SET created_at = now() - interval '8 days' WHERE id = (SELECT max(id) FROM outbox)`,
    );
    await new OutboxWatch(service.dataSource).sweep();
    const left = (await ids()).map(({ id }) => Number(id));
    expect(left.slice(0, 2)).toEqual([5, 6]);
    expect(left).toHaveLength(4);
  });

  it('removes what was parked and done long ago, and keeps what was discarded: a rebuild asks for it', async () => {
    for (const [key, status] of Object.entries({ a: 'done', b: 'discarded', c: 'dead', d: 'parked' }))
      await service.dataSource.query(
        `INSERT INTO inbox_parked (consumer, key, sequence, meta, status, attempts, next_at, parked_at)
         VALUES ('training.moves', $1, 1, '{}', $2, 3, now(), now() - interval '91 days')`,
        [key, status],
      );
    await new OutboxWatch(service.dataSource).sweep();
    const rows = await service.dataSource.query<{ key: string }[]>('SELECT key FROM inbox_parked ORDER BY key');
    expect(rows.map(({ key }) => key)).toEqual(['b', 'c', 'd']);
  });
});
