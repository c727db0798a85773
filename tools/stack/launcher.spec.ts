import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server as NetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { secretsOf } from './databases.ts';
import { explain, StackFault } from './faults.ts';
import { isComplete } from './java.ts';
import { holderOfLock, takeLock } from './lock.ts';
import { columns } from './overview.ts';
import { placeOf } from './place.ts';
import { answers, freePort, holderOf, requireFree } from './ports.ts';
import type { Server } from './postgres.ts';
import { commandLine, endOrphan, isAlive, launch, type Running } from './process.ts';
import { reset } from './reset.ts';
import { forgetStack, readStack, writeStack, type StackFile } from './stack-file.ts';
import { Supervised } from './supervise.ts';

const dir = mkdtempSync(join(tmpdir(), 'siger-launcher-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const sleeper = (name: string, more: { pidFile?: string; log?: string } = {}): Running =>
  launch({
    name,
    command: process.execPath,
    args: ['-e', `setTimeout(() => {}, 60_000) // ${name}`],
    deathSignal: 'TERM',
    ...more,
  });

const until = async (holds: () => boolean, ms = 10_000): Promise<void> => {
  for (const end = Date.now() + ms; !holds() && Date.now() < end;) await sleep(20);
  expect(holds()).toBe(true);
};

/** A taken port that an offset can make PostgreSQL's. */
const takenPort = async (): Promise<[number, NetServer]> => {
  for (;;) {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    if (port > 15_432 && port < 45_000) return [port, server];
    server.close();
  }
};

describe('the place of an installation', () => {
  it('moves every port by one offset and keeps all data in one folder', () => {
    const place = placeOf({ SIGER_PORT_OFFSET: '1000', SIGER_DATA: join(dir, 'data') });
    expect(place.offset).toBe(1000);
    for (const path of [place.postgres, place.kafka, place.logs, place.run, place.secrets, place.demo])
      expect(path.startsWith(join(dir, 'data'))).toBe(true);
  });

  it.each(['', 'x', '-1', '1.5', '40001', '1e3', ' 1'])('refuses the offset %j', (SIGER_PORT_OFFSET) => {
    expect(() => placeOf({ SIGER_PORT_OFFSET })).toThrow(/SIGER_PORT_OFFSET/);
  });
});

describe('what a running platform tells', () => {
  const place = placeOf({ SIGER_DATA: join(dir, 'telling') });
  const stack: StackFile = {
    ...{ pid: process.pid, state: 'ready', gateway: 'http://localhost:8080', brokers: [] },
    ...{ admin: 'postgres://postgres:secret@127.0.0.1/postgres', databases: {}, services: {}, pids: {} },
  };

  it('is read by its user only, and gone when it has ended', () => {
    writeStack(place, stack);
    expect(statSync(place.stackFile).mode & 0o777).toBe(0o600);
    expect(readStack(place)).toEqual(stack);
    forgetStack(place);
    forgetStack(place);
    expect(readdirSync(place.run)).toEqual([]);
    expect(() => readStack(place)).toThrow(/npm start/);
  });

  it('of a platform that was killed is forgotten by the next start, also when that one fails', async () => {
    writeStack(place, { ...stack, pid: 2 ** 22 });
    writeFileSync(`${place.stackFile}.new`, '{"admin": "postgres://half');
    const [port, taken] = await takenPort();
    const start = spawn(process.execPath, [join(import.meta.dirname, 'start.ts')], {
      env: { ...process.env, SIGER_DATA: place.data, SIGER_PORT_OFFSET: String(port - 15_432) },
      stdio: 'ignore',
    });
    const code = await new Promise((resolve) => start.once('exit', resolve));
    taken.close();
    expect(code).toBe(1);
    expect(readdirSync(place.run).filter((name) => name.startsWith('stack.json'))).toEqual([]);
  });
});

describe('a port that is taken', () => {
  let server: NetServer;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    server = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });
  afterAll(() => void server.close());

  it('is told with its name, its holder and the way round', async () => {
    const refusal = requireFree(new Map([['Kafka', port]]));
    await expect(refusal).rejects.toThrow(`port ${port} (Kafka) is taken by pid ${process.pid}`);
    await expect(refusal).rejects.toThrow('SIGER_PORT_OFFSET=1000');
    expect(holderOf(port)).toContain(String(process.pid));
    expect(await answers(port)).toBe(true);
  });

  it('does not hold up those that are free', async () => {
    const free = await freePort();
    await expect(requireFree(new Map([['gateway', free]]))).resolves.toBeUndefined();
    expect(holderOf(free)).toBeNull();
    expect(await answers(free)).toBe(false);
  });
});

describe('a launched process', () => {
  it('keeps its pid in a file while it lives, and its log of the start before', async () => {
    const [pidFile, log] = [join(dir, 'a.pid'), join(dir, 'a.log')];
    writeFileSync(log, 'the start before');
    const running = sleeper('a', { pidFile, log });
    expect(Number(readFileSync(pidFile, 'utf8'))).toBe(running.pid);
    expect(readFileSync(`${log}.1`, 'utf8')).toBe('the start before');
    await running.stop('SIGTERM', 5_000);
    expect(running.alive()).toBe(false);
    expect(isAlive(running.pid)).toBe(false);
    expect(existsSync(pidFile)).toBe(false);
  });

  it('is killed when it does not listen', async () => {
    const ready = join(dir, 'stubborn.log');
    const script = "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)";
    const running = launch({
      name: 'stubborn',
      command: process.execPath,
      args: ['-e', script],
      deathSignal: 'TERM',
      log: ready,
    });
    await until(() => readFileSync(ready, 'utf8').includes('up'));
    await running.stop('SIGTERM', 200);
    expect((await running.exited).signal).toBe('SIGKILL');
  });

  it('that cannot be started is an error, not a silence', () => {
    expect(() => launch({ name: 'nothing', command: join(dir, 'missing'), args: [], deathSignal: 'TERM' })).not.toThrow(
      TypeError,
    );
  });
});

describe('an orphan', () => {
  const orphan = () =>
    spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000) // mark-of-ours'], { stdio: 'ignore', detached: true });
  const pidFile = () => join(dir, 'orphan.pid');

  it('is ended when its command line is ours, and its pid file cleared', async () => {
    const { pid = 0 } = orphan();
    await until(() => commandLine(pid).includes('mark-of-ours'));
    writeFileSync(pidFile(), `${pid}\n`);
    expect(await endOrphan(pidFile(), 'mark-of-ours', 'SIGTERM')).toBe(pid);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(pidFile())).toBe(false);
  });

  it('of somebody else, who got the same pid since, is left alone', async () => {
    const child = orphan();
    const { pid = 0 } = child;
    await until(() => commandLine(pid).includes('mark-of-ours'));
    writeFileSync(pidFile(), `${pid}\n`);
    expect(await endOrphan(pidFile(), 'another mark', 'SIGTERM')).toBeNull();
    expect(isAlive(pid)).toBe(true);
    expect(existsSync(pidFile())).toBe(false);
    child.kill('SIGKILL');
  });

  it.each(['', 'x', '-1', '0', '1', '999999999'])('with the pid %j is none', async (text) => {
    writeFileSync(pidFile(), text);
    expect(await endOrphan(pidFile(), '', 'SIGTERM')).toBeNull();
  });

  it('without a pid file is none', async () => {
    expect(await endOrphan(join(dir, 'absent.pid'), '', 'SIGTERM')).toBeNull();
  });
});

describe('the lock of a launcher', () => {
  const file = () => join(dir, 'run', 'start.pid');
  afterEach(() => rmSync(file(), { force: true }));
  const mark = 'jest'; // the command line of this process

  it('is taken once and tells its holder', () => {
    expect(takeLock(file(), mark)).toEqual({ heldBy: null });
    expect(takeLock(file(), mark)).toEqual({ heldBy: process.pid });
    expect(holderOfLock(file(), mark)).toBe(process.pid);
  });

  it.each([
    ['of a process that is gone', '999999999'],
    ['of another program with that pid', String(process.pid)],
    ['that is empty', ''],
    ['that is broken', 'broken'],
  ])('%s is cleared', (_, text) => {
    mkdirSync(join(dir, 'run'), { recursive: true });
    writeFileSync(file(), text);
    expect(takeLock(file(), 'a mark that nobody has')).toEqual({ heldBy: null });
    expect(readFileSync(file(), 'utf8').trim()).toBe(String(process.pid));
  });
});

describe('a supervised process', () => {
  it('that dies is reported and started again, until it is stopped', async () => {
    const said: string[] = [];
    const begin = async (): Promise<Server> => {
      const running = sleeper('watched');
      return {
        pid: running.pid,
        exited: running.exited,
        stop: () => running.stop('SIGTERM', 5_000),
        kill9: () => running.kill9(),
      };
    };
    const watched = new Supervised('watched', begin, (line) => said.push(line));
    await watched.start();
    const before = watched.pid ?? 0;
    process.kill(before, 'SIGKILL');
    await until(() => watched.pid !== null && watched.pid !== before);
    expect(said).toEqual([
      'watched was ended by SIGKILL; it is started again in 0.5 s',
      `watched runs again (pid ${watched.pid})`,
    ]);
    const after = watched.pid ?? 0;
    await watched.stop();
    await sleep(700);
    expect(isAlive(after)).toBe(false);
    expect(said).toHaveLength(2);
    expect(watched.deaths).toBe(1);
  });

  it('that cannot be started again is tried again', async () => {
    const said: string[] = [];
    let tries = 0;
    const begin = async (): Promise<Server> => {
      tries += 1;
      if (tries === 2) throw new Error('not now');
      const running = sleeper('shaky');
      return {
        pid: running.pid,
        exited: running.exited,
        stop: () => running.stop('SIGTERM', 5_000),
        kill9: () => running.kill9(),
      };
    };
    const watched = new Supervised('shaky', begin, (line) => said.push(line));
    await watched.start();
    process.kill(watched.pid ?? 0, 'SIGKILL');
    await until(() => tries === 3 && watched.pid !== null);
    expect(said[1]).toBe('shaky could not be started again: not now; next try in 1 s');
    await watched.stop();
  });
});

describe('the secrets', () => {
  it('are made once, are only their user’s to read, and grow with new services', () => {
    const file = join(dir, 'secrets.json');
    const first = secretsOf(file, ['employees']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(Object.keys(first.roles)).toEqual(['employees_owner', 'employees_app']);
    const second = secretsOf(file, ['employees', 'training']);
    expect(second).toMatchObject({ postgres: first.postgres, roles: first.roles });
    expect(new Set(Object.values(second.roles)).size).toBe(4);
  });
  it('that were written by half are named, and what they say is not repeated', () => {
    const file = join(dir, 'secrets.json');
    writeFileSync(file, '{ "postgres": "s3cret');
    expect(() => secretsOf(file, ['employees'])).toThrow(/^(?!.*s3cret).*secrets\.json is damaged.*npm run reset$/);
  });
});

describe("Kafka's jars", () => {
  const folder = () => join(dir, 'jars');
  const put = (size: number) => {
    mkdirSync(join(folder(), 'lib'), { recursive: true });
    writeFileSync(join(folder(), 'lib/a.jar'), 'x'.repeat(size));
  };

  it('are complete only with the list that was written last and every jar at its size', () => {
    put(10);
    expect(isComplete(folder())).toBe(false);
    writeFileSync(join(folder(), 'jars.json'), JSON.stringify({ 'a.jar': 10 }));
    expect(isComplete(folder())).toBe(true);
    put(4);
    expect(isComplete(folder())).toBe(false);
    rmSync(join(folder(), 'lib/a.jar'));
    expect(isComplete(folder())).toBe(false);
  });
});

describe('a reset', () => {
  const place = () => placeOf({ SIGER_DATA: join(dir, 'to-reset') });

  it('removes what is ours and leaves what is not', async () => {
    mkdirSync(join(place().data, 'postgres'), { recursive: true });
    writeFileSync(place().secrets, '{}');
    writeFileSync(join(place().data, 'note-of-mine'), 'keep');
    expect(await reset(place())).toEqual(['postgres', 'secrets.json']);
    expect(existsSync(join(place().data, 'note-of-mine'))).toBe(true);
    rmSync(join(place().data, 'note-of-mine'));
    mkdirSync(place().logs);
    await reset(place());
    expect(existsSync(place().data)).toBe(false);
    expect(await reset(place())).toEqual([]);
  });
});

describe('faults', () => {
  it('of a disk or of permissions are told in words, others by themselves', () => {
    const fault = (code: string) => Object.assign(new Error('write x'), { code });
    expect(explain(fault('ENOSPC'))).toMatch(/disk is full/);
    expect(explain(fault('EACCES'))).toMatch(/cannot be written/);
    expect(explain(new StackFault('Java is missing.'))).toBe('Java is missing.');
    expect(explain('text')).toBe('text');
  });
});

describe('the table', () => {
  it('has columns as wide as their widest cell', () => {
    expect(
      columns([
        ['a', 'bbb', 'c'],
        ['aaaa', 'b', 'c'],
      ]),
    ).toBe('  a     bbb  c\n  aaaa  b    c');
  });
});
