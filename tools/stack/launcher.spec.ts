import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server as NetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { secretsOf } from './databases.ts';
import { explain, StackFault } from './faults.ts';
import { isComplete } from './java.ts';
import { holderOfLock, takeLock } from './lock.ts';
import { columns } from './overview.ts';
import { placeOf } from './place.ts';
import { answers, freePort, holderOf, requireFree } from './ports.ts';
import { reset } from './reset.ts';
import { forgetStack, readStack, writeStack, type StackFile } from './stack-file.ts';

const dir = mkdtempSync(join(tmpdir(), 'siger-launcher-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

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
