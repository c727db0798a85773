import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Kafka, logLevel } from 'kafkajs';
import { startKafka } from './kafka.ts';
import { freePort } from './ports.ts';
import { startPostgres } from './postgres.ts';

/** What the specs of a run talk to. */
export interface TestServers {
  /** Of a superuser. */
  readonly postgres: string;
  /** Passwords of the roles that every database of a spec has. */
  readonly owner: string;
  readonly app: string;
  readonly brokers: readonly string[];
}

export interface OwnServers extends TestServers {
  readonly dir: string;
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

/** The database that each spec's own is copied from: as in production, one role owns it and another may only read and write rows. */
async function prepareTemplate(url: string, password: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`CREATE ROLE siger_owner LOGIN PASSWORD '${password}'`);
  await admin.query(`CREATE ROLE siger_app LOGIN PASSWORD '${password}'`);
  await admin.query('CREATE DATABASE siger_template OWNER siger_owner');
  await admin.end();
  const template = new pg.Client({ connectionString: url.replace(/\/postgres$/, '/siger_template') });
  await template.connect();
  const defaults = 'ALTER DEFAULT PRIVILEGES FOR ROLE siger_owner IN SCHEMA public GRANT';
  await template.query(`${defaults} SELECT, INSERT, UPDATE, DELETE ON TABLES TO siger_app`);
  await template.query(`${defaults} USAGE, SELECT, UPDATE ON SEQUENCES TO siger_app`);
  await template.end();
}

/** PostgreSQL and Kafka for one run of tests, on free ports with data in a temporary folder; nothing waits for the disk unless `durable`. */
export async function startTestServers(
  options: { ports?: readonly [number, number]; say?: (line: string) => void; durable?: boolean; logical?: boolean } = {},
): Promise<OwnServers> {
  const dir = mkdtempSync(join(tmpdir(), 'siger-test-'));
  const ports = options.ports ?? [await freePort(), await freePort()];
  const controllerPort = options.ports ? ports[1] + 1 : await freePort();
  const password = 'test';
  const postgres = startPostgres({
    dir: join(dir, 'postgres'),
    port: ports[0],
    log: join(dir, 'postgres.log'),
    password,
    durable: options.durable ?? false,
    logical: options.logical ?? false,
  }).then(async (server) => {
    await prepareTemplate(server.url, password);
    return server;
  });
  const say = options.say ?? (() => undefined);
  const kafka = startKafka({
    dir: join(dir, 'kafka'),
    port: ports[1],
    controllerPort,
    log: join(dir, 'kafka.log'),
    heapMb: 512,
    say,
  });
  const [database, broker] = await Promise.allSettled([postgres, kafka]);
  const clean = async (): Promise<void> => {
    await Promise.all([database, broker].map((server) => (server.status === 'fulfilled' ? server.value.stop() : undefined)));
    rmSync(dir, { recursive: true, force: true });
  };
  if (database.status === 'rejected' || broker.status === 'rejected') {
    await clean();
    throw database.status === 'rejected' ? database.reason : (broker as PromiseRejectedResult).reason;
  }
  const { url } = database.value;
  const role = (name: string): string => url.replace('//postgres:', `//${name}:`);
  return {
    postgres: url,
    owner: role('siger_owner'),
    app: role('siger_app'),
    brokers: broker.value.brokers,
    dir,
    pids: [database.value.pid, broker.value.pid],
    stop: clean,
  };
}

/** Servers that somebody keeps running for many runs, named by a JSON file; null when they do not answer. */
export async function readTestServers(file: string | undefined): Promise<TestServers | null> {
  if (!file) return null;
  try {
    const servers = JSON.parse(readFileSync(file, 'utf8')) as TestServers;
    const client = new pg.Client({ connectionString: servers.postgres, connectionTimeoutMillis: 2_000 });
    await client.connect();
    await client.end();
    return servers;
  } catch {
    return null;
  }
}

/** Removes what one run made on servers that live on: its databases and topics carry the run's prefix. */
export async function removeRun(servers: TestServers, run: string): Promise<void> {
  const admin = new pg.Client({ connectionString: servers.postgres });
  await admin.connect();
  const { rows } = await admin.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname LIKE $1', [
    `${run}\\_%`,
  ]);
  for (const { datname } of rows) await admin.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  await admin.end();
  const client = new Kafka({ brokers: [...servers.brokers], clientId: 'clean', logLevel: logLevel.NOTHING });
  const kafka = client.admin();
  await kafka.connect();
  const mine = (await kafka.listTopics()).filter((topic) => topic.startsWith(`${run}.`));
  if (mine.length > 0) await kafka.deleteTopics({ topics: mine });
  await kafka.disconnect();
}
