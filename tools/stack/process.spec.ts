import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Server } from './postgres.ts';
import { commandLine, endOrphan, isAlive, launch, type Running } from './process.ts';
import { Supervised } from './supervise.ts';

const dir = mkdtempSync(join(tmpdir(), 'siger-process-'));
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
