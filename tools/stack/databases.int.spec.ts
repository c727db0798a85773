import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type DatabaseUrls, prepareDatabases, secretsOf } from './databases.ts';
import { freePort } from './ports.ts';
import { type Postgres, resetPassword, startPostgres } from './postgres.ts';
import { isAlive } from './process.ts';

let dir: string;
let port: number;
let server: Postgres;
const names = ['employees', 'training'];
const start = (password: string) => startPostgres({ dir: join(dir, 'postgres'), port, password, durable: false });

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'siger-databases-'));
  port = await freePort();
  server = await start('first');
});
afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

const query = async (url: string, text: string) => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client.query(text).finally(() => client.end());
};

describe('the databases of the services', () => {
  let urls: ReadonlyMap<string, DatabaseUrls>;
  const of = (name: string): DatabaseUrls => urls.get(name) ?? { url: '', ownerUrl: '' };
  beforeAll(async () => {
    const secrets = secretsOf(join(dir, 'secrets.json'), names);
    urls = await prepareDatabases(server.url, names, secrets);
    urls = await prepareDatabases(server.url, names, secrets);
  });

  it('give the owner the tables and the service their rows', async () => {
    await query(of('employees').ownerUrl, 'CREATE TABLE unit (id bigserial, name text)');
    await query(of('employees').url, "INSERT INTO unit (name) VALUES ('Dinas')");
    expect((await query(of('employees').url, 'SELECT name FROM unit')).rows).toEqual([{ name: 'Dinas' }]);
    await expect(query(of('employees').url, 'TRUNCATE unit')).rejects.toThrow(/permission denied/);
    await expect(query(of('employees').url, 'CREATE TABLE x (id int)')).rejects.toThrow(/permission denied/);
    await expect(query(of('employees').url, 'CREATE ROLE x')).rejects.toThrow(/permission denied/);
  });

  it('are closed to the roles of other services', async () => {
    const [mine, theirs] = [new URL(of('training').url), new URL(of('employees').url)];
    mine.pathname = theirs.pathname;
    await expect(query(mine.toString(), 'SELECT 1')).rejects.toThrow(/permission denied for database/);
    const owner = new URL(of('training').ownerUrl);
    owner.pathname = theirs.pathname;
    await expect(query(owner.toString(), 'SELECT 1')).rejects.toThrow(/permission denied for database/);
  });

  it('do not open to a wrong password', async () => {
    const wrong = new URL(of('employees').url);
    wrong.password = 'wrong';
    await expect(query(wrong.toString(), 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });
});

describe('a server that was left behind', () => {
  it('is ended by the next start, which keeps the data', async () => {
    const before = server.pid;
    server = await start('first');
    expect(isAlive(before)).toBe(false);
    expect((await query(server.url, 'SELECT count(*)::int AS n FROM pg_database')).rows).toEqual([{ n: 5 }]);
  });

  it('that was killed while it worked recovers, also when its processes hold its memory for a moment', async () => {
    const client = new pg.Client({ connectionString: server.url });
    client.on('error', () => undefined);
    await client.connect();
    const working = Promise.allSettled([client.query('SELECT count(*) FROM generate_series(1, 20000000)')]);
    await server.kill9();
    server = await start('first');
    expect((await query(server.url, 'SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
    await working;
  });
});

describe('a cluster whose secrets were lost', () => {
  it('refuses the new password, and takes it after it was reset', async () => {
    await server.stop();
    await expect(start('second')).rejects.toThrow(/password authentication failed/);
    await resetPassword(join(dir, 'postgres'), 'second');
    server = await start('second');
    expect((await query(server.url, 'SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
  });
});

describe('a data folder that was not completed', () => {
  it('is built anew', async () => {
    await server.stop();
    rmSync(join(dir, 'postgres/complete'));
    rmSync(join(dir, 'postgres/data/PG_VERSION'));
    server = await start('third');
    expect((await query(server.url, 'SELECT count(*)::int AS n FROM pg_database')).rows).toEqual([{ n: 3 }]);
  });
});
