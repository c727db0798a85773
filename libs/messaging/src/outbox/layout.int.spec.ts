import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@siger/service';
import pg from 'pg';
import { startTestService, type TestService } from '../messaging.fixture.js';
import { layOut } from './layout.js';

interface Cursor {
  shard: number;
  prev: string;
  now: string | null;
  lastId: string;
}
const CURSORS = `SELECT shard, s_prev::text AS prev, s_now::text AS now, last_id AS "lastId" FROM outbox_cursor ORDER BY shard`;

describe('the layout of the outbox', () => {
  let service: TestService;
  let pool: pg.Pool;
  beforeAll(async () => {
    service = await startTestService({ brokers: ['127.0.0.1:1'], prefix: '' }, [], { listen: false });
    pool = new pg.Pool({ connectionString: service.database.url, max: 4 });
  });
  afterAll(async () => {
    await pool.end();
    await service.stop();
  });
  const lay = async (cursors: readonly Cursor[]) => {
    await pool.query('DELETE FROM outbox_cursor');
    for (const { shard, prev, now, lastId } of cursors)
      await pool.query(
        `INSERT INTO outbox_cursor (shard, s_prev, s_now, last_id, cluster_id) VALUES ($1, $2::pg_snapshot, $3::pg_snapshot, $4, 'one')`,
        [shard, prev, now, lastId],
      );
  };
  const cursors = async () => (await pool.query<Cursor>(CURSORS)).rows;
  const open = { prev: '100:120:105,110', now: '130:140:', lastId: '77' };
  beforeEach(() => lay([{ shard: 0, ...open }]));

  it('is left as it is where it fits', async () => {
    expect(await layOut(pool, 1)).toBe(false);
    expect(await cursors()).toEqual([{ shard: 0, ...open }]);
  });

  it('gives each part the position of the whole, with what of its window is sent', async () => {
    expect(await layOut(pool, 2)).toBe(true);
    expect(await cursors()).toEqual([
      { shard: 2, ...open },
      { shard: 3, ...open },
    ]);
    await pool.query(`UPDATE outbox_cursor SET s_prev = '150:150:', s_now = NULL, last_id = 0 WHERE shard = 3`);
    expect(await layOut(pool, 4)).toBe(true);
    const ahead = { prev: '150:150:', now: null, lastId: '0' };
    expect(await cursors()).toEqual([
      { shard: 4, ...open },
      { shard: 5, ...ahead },
      { shard: 6, ...open },
      { shard: 7, ...ahead },
    ]);
    const { rows } = await pool.query('SELECT DISTINCT cluster_id FROM outbox_cursor');
    expect(rows).toEqual([{ cluster_id: 'one' }]);
  });

  it.each([
    ['xmin', '100:120:100', '110:120:110'],
    ['xmax', '100:120:100', '100:130:100'],
    ['what is under way', '100:120:100,105', '100:120:100'],
  ])('begins at the oldest of the positions that come together, with its window closed: by %s', async (_, older, newer) => {
    await lay([
      { shard: 2, prev: newer, now: null, lastId: '0' },
      { shard: 3, prev: older, now: '140:150:', lastId: '9' },
    ]);
    expect(await layOut(pool, 1)).toBe(true);
    expect(await cursors()).toEqual([{ shard: 0, prev: older, now: null, lastId: '0' }]);
  });

  it('is not changed while a lease is held, and is when that has run out', async () => {
    await pool.query(`UPDATE outbox_cursor SET lease_owner = $1, lease_until = now() + interval '1 hour'`, [newId()]);
    expect(await layOut(pool, 2)).toBe(false);
    expect(await cursors()).toHaveLength(1);
    await pool.query('UPDATE outbox_cursor SET lease_until = now()');
    expect(await layOut(pool, 2)).toBe(true);
  });

  it('is made once by those who come at the same time', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => layOut(pool, 4)));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect((await cursors()).map(({ shard }) => shard)).toEqual([4, 5, 6, 7]);
  });
});
