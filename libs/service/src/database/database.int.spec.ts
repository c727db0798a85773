import { afterEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { eventually, freshDatabase, testIssuer } from '@siger/testing';
import pg from 'pg';
import { createService } from '../start.js';
import { ThingModule } from '../thing.fixture.js';
import { wireTo } from './proxy.fixture.js';

type Cleanup = () => Promise<unknown>;
const cleanups: Cleanup[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const prepare = async (name: string) => {
  const db = await freshDatabase(name);
  const issuer = await testIssuer();
  const wire = await wireTo(db.url);
  cleanups.push(db.drop, () => wire.cut().catch(() => undefined));
  const env = {
    ...issuer.env,
    LOG_LEVEL: 'silent',
    DATABASE_URL: wire.through(db.url),
    DATABASE_OWNER_URL: wire.through(db.ownerUrl),
  };
  const start = async (settings: Record<string, string> = {}): Promise<NestFastifyApplication> => {
    const app = await createService({ name: 'employees', module: ThingModule }, { listen: false, env: { ...env, ...settings } });
    cleanups.push(() => app.close());
    return app;
  };
  return { db, wire, start, token: await issuer.token() };
};

const caller = (app: NestFastifyApplication, token: string) => async (url: string, payload?: object) => {
  const headers = { authorization: `Bearer ${token}` };
  const response = await app.inject(payload ? { method: 'POST', url, payload, headers } : { method: 'GET', url, headers });
  return {
    status: response.statusCode,
    retryAfter: response.headers['retry-after'],
    body: response.json<Record<string, unknown>>(),
  };
};

describe('a database that is away', () => {
  it('at the start: the service stays up, says 503 and becomes ready alone', async () => {
    const { wire, start, token } = await prepare('late');
    await wire.cut();
    const app = await start();
    const call = caller(app, token);

    expect((await call('/health/live')).status).toBe(200);
    expect(await call('/health/ready')).toMatchObject({ status: 503, body: { error: { database: { status: 'down' } } } });
    expect((await call('/health/startup')).status).toBe(503);
    for (const answer of [await call('/v1/things'), await call('/v1/things', { title: 'a', colour: 'RED' })])
      expect(answer).toMatchObject({ status: 503, retryAfter: '5', body: { type: 'urn:siger:problem:unavailable' } });

    await wire.mend();
    await eventually(async () => expect((await call('/health/ready')).status).toBe(200), { timeout: 10_000 });
    expect((await call('/health/startup')).status).toBe(200);
    expect((await call('/v1/things', { title: 'a', colour: 'RED' })).status).toBe(201);
  });

  it('in the middle: 503 while it lasts, nothing half-done, and back alone', async () => {
    const { wire, start, token, db } = await prepare('middle');
    const call = caller(await start(), token);
    expect((await call('/v1/things', { title: 'before', colour: 'RED' })).status).toBe(201);

    const inFlight = call('/v1/things', { title: 'slow one', colour: 'RED' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await wire.cut();
    expect((await inFlight).status).toBe(503);
    expect((await call('/v1/things')).status).toBe(503);
    expect((await call('/health/ready')).status).toBe(503);
    expect((await call('/health/live')).status).toBe(200);

    await wire.mend();
    await eventually(async () => expect((await call('/health/ready')).status).toBe(200), { timeout: 10_000 });
    expect((await call('/v1/things', { title: 'after', colour: 'RED' })).status).toBe(201);
    const client = new pg.Client(db.url);
    await client.connect();
    const { rows } = await client.query<{ title: string }>('SELECT title FROM things ORDER BY title');
    await client.end();
    expect(rows.map(({ title }) => title)).toEqual(['after', 'before']);
  });

  it('without a word: readiness turns red in time', async () => {
    const { wire, start, token } = await prepare('silent');
    const call = caller(await start(), token);
    wire.silence(true);
    const began = Date.now();
    expect((await call('/health/ready')).status).toBe(503);
    expect(Date.now() - began).toBeLessThan(3_500);
    wire.silence(false);
  });
});

describe('what stops the start at once', () => {
  it('a password or a database that does not exist: waiting would not help', async () => {
    const { start } = await prepare('wrong');
    const wrong = new URL((await freshDatabaseUrl()).ownerUrl);
    wrong.pathname = '/no_such_database';
    await expect(start({ DATABASE_OWNER_URL: wrong.toString() })).rejects.toThrow(/no_such_database/);
  });
});

const freshDatabaseUrl = async () => {
  const db = await freshDatabase('gone');
  cleanups.push(db.drop);
  return db;
};

describe('migrations', () => {
  it('of instances that start together run once', async () => {
    const { start, db } = await prepare('together');
    await Promise.all([start(), start(), start()]);
    const client = new pg.Client(db.ownerUrl);
    await client.connect();
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
    await client.end();
    expect(rows.map(({ name }) => name)).toEqual(['ServiceTables1700000000000', 'CreateThings1750000000000']);
  });
});
