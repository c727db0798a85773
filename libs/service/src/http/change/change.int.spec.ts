import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ForgetKeys } from './forget-keys.js';
import { startThings, type Things } from '../../thing-app.fixture.js';
import type { Thing } from '../../thing.fixture.js';

let things: Things;
let db: DataSource;

beforeAll(async () => {
  things = await startThings('change');
  db = things.app.get(DataSource);
});
afterAll(() => things.close());

const count = async (title: string) => {
  const [row] = await db.query<{ n: number }[]>('SELECT count(*)::int AS n FROM things WHERE title = $1', [title]);
  return row?.n;
};
const create = (title: string, key?: string, token?: string) =>
  things.post(
    '/v1/things',
    { title, colour: 'RED' },
    { ...(token ? { token } : {}), headers: key ? { 'idempotency-key': key } : {} },
  );
const typeOf = (response: Awaited<ReturnType<typeof create>>) => [response.status, response.json().type];

describe('one transaction per change', () => {
  it('rolls back everything when the request is refused', async () => {
    expect(typeOf(await create('refuse', 'k-refuse'))).toEqual([409, 'urn:siger:problem:conflict']);
    expect(await count('refuse')).toBe(0);
    expect(await db.query('SELECT 1 FROM idempotency_keys WHERE key = $1', ['k-refuse'])).toEqual([]);
    expect(await db.query('SELECT 1 FROM audit_entries')).toEqual([]);
  });
});

describe('an idempotency key', () => {
  it('has its effect once and gives the first answer again, byte for byte', async () => {
    const first = await create('once', 'k-once');
    const second = await create('once', 'k-once');
    expect(first.status).toBe(201);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(first.headers.etag).toBe('"1"');
    expect(second.status).toBe(201);
    expect(second.text).toBe(first.text);
    expect(second.headers.etag).toBe('"1"');
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(await count('once')).toBe(1);
  });

  it('makes a simultaneous second request wait for the first answer', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => create('slow twin', 'k-slow')));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(3);
    expect(await count('slow twin')).toBe(1);
  });

  it('is refused with another body or for another route', async () => {
    await create('reused', 'k-reused');
    const reused = [422, 'urn:siger:problem:idempotency-key-reused'];
    expect(typeOf(await create('reused otherwise', 'k-reused'))).toEqual(reused);
    expect(typeOf(await things.post('/v1/open/echo', { a: 1 }, { headers: { 'idempotency-key': 'k-reused' } }))).toEqual(reused);
    expect(await count('reused otherwise')).toBe(0);
  });

  it('belongs to its caller', async () => {
    const [a, b] = await Promise.all([things.token({ sub: 'a' }), things.token({ sub: 'b' })]);
    expect((await create('of a', 'k-shared', a)).status).toBe(201);
    expect((await create('of b', 'k-shared', b)).status).toBe(201);
  });

  it('of a machine is not that of a person, even of the same name', async () => {
    const [person, machine] = await Promise.all([
      things.token({ sub: 'twin-name' }),
      things.token({ sub: 'twin-name', roles: ['employee', 'client'] }),
    ]);
    const echo = (token: string, a: number) =>
      things.post('/v1/open/echo', { a }, { token, headers: { 'idempotency-key': 'k-named' } });
    expect((await echo(person, 1)).status).toBe(201);
    expect(await echo(machine, 2)).toMatchObject({ status: 201, text: expect.stringContaining('"a":2') });
  });

  it('of a refused request can be used again', async () => {
    expect((await create('', 'k-retry')).status).toBe(422);
    expect((await create('at last', 'k-retry')).status).toBe(201);
  });

  it('is forgotten after seven days, and not before', async () => {
    await create('aged', 'k-aged');
    await create('young', 'k-young');
    const age = (key: string, days: number) =>
      db.query(`UPDATE idempotency_keys SET created_at = now() - $2 * interval '1 day' WHERE key = $1`, [key, days]);
    await age('k-aged', 7.01);
    await age('k-young', 6.9);
    expect(await things.app.get(ForgetKeys).forget()).toBe(1);
    expect((await create('young', 'k-young')).headers['idempotency-replayed']).toBe('true');
  });

  it('of nonsense is 400', async () => {
    expect(typeOf(await create('x', 'with space'))).toEqual([400, 'urn:siger:problem:invalid-parameter']);
    expect((await create('x', 'k'.repeat(256))).status).toBe(400);
  });
});

describe('an idempotency key of nobody in particular', () => {
  const key = '018f6f00-0000-7000-8000-0000000000b1';
  const echo = (body: unknown, given = key, url = '/v1/open/echo') =>
    things.post(url, body, { token: null, headers: { 'idempotency-key': given } });

  it('gives its answer again to whoever sends the same once more', async () => {
    const first = await echo({ secret: 'receipt' });
    const second = await echo({ secret: 'receipt' }, key.toUpperCase());
    expect([first.headers['idempotency-replayed'], second.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
    expect(second.text).toBe(first.text);
  });

  it('neither stands in the way of another request, nor shows it an answer', async () => {
    await echo({ secret: 'mine' });
    const other = await echo({ secret: 'guessed' });
    expect([other.status, other.json<object>()]).toEqual([201, { body: { secret: 'guessed' }, language: 'id' }]);
    expect((await echo({ secret: 'mine' }, key, '/v1/open/echo-too')).headers['idempotency-replayed']).toBeUndefined();
  });

  it('is a UUID: two citizens who answer alike must not get one key by chance', async () => {
    for (const given of ['1', 'survey', '00000000-0000-0000-0000-000000000000', `${key}x`]) {
      const refused = await echo({ a: 1 }, given);
      expect([given, ...typeOf(refused)]).toEqual([given, 400, 'urn:siger:problem:invalid-parameter']);
      expect(refused.json().detail).toContain('UUID');
    }
  });
});

describe('a version', () => {
  const rename = (id: string, title: string, headers: Record<string, string>) =>
    things.post(`/v1/things/${id}/rename`, { title }, { headers });

  it('is asked for, read and compared', async () => {
    const { id } = (await create('versioned')).json<Thing>();
    const seen = await things.call(`/v1/things/${id}`);
    expect(seen.headers.etag).toBe('"1"');

    expect(typeOf(await rename(id, 'x', {}))).toEqual([428, 'urn:siger:problem:version-required']);
    expect(typeOf(await rename(id, 'x', { 'if-match': '1' }))).toEqual([400, 'urn:siger:problem:invalid-parameter']);
    expect(typeOf(await rename(id, 'x', { 'if-match': '"1", "2"' }))).toEqual([400, 'urn:siger:problem:invalid-parameter']);

    const renamed = await rename(id, 'renamed', { 'if-match': '"1"' });
    expect([renamed.status, renamed.headers.etag]).toEqual([201, '"2"']);
    expect(typeOf(await rename(id, 'again', { 'if-match': '"1"' }))).toEqual([412, 'urn:siger:problem:stale-version']);
    expect((await rename(id, 'weak', { 'if-match': 'W/"2"' })).headers.etag).toBe('"3"');
  });

  it('of a replayed change does not matter', async () => {
    const { id } = (await create('replayed')).json<Thing>();
    const headers = { 'if-match': '"1"', 'idempotency-key': 'k-rename' };
    const first = await rename(id, 'replayed on', headers);
    const second = await rename(id, 'replayed on', headers);
    expect([second.status, second.text, second.headers.etag]).toEqual([201, first.text, '"2"']);
  });
});

describe('a page', () => {
  it('walks every row once, whatever the limit', async () => {
    for (const letter of ['p1', 'p2', 'p3', 'p4', 'p5']) await create(letter);
    const walk = async (limit: number) => {
      const titles: string[] = [];
      let cursor: string | null = null;
      do {
        const url: string = `/v1/things?limit=${limit}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
        const page = (await things.call(url)).json<{ items: Thing[]; next: string | null }>();
        titles.push(...page.items.map(({ title }) => title));
        cursor = page.next;
      } while (cursor);
      return titles;
    };
    const all = await walk(200);
    expect(all.length).toBeGreaterThanOrEqual(5);
    expect(await walk(2)).toEqual(all);
    expect(await walk(all.length)).toEqual(all);
  });
});
