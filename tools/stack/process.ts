import { type ChildProcess, spawn, spawnSync, type StdioOptions } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './faults.ts';

export interface Launch {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Where its output goes; each start keeps the log before it as `<file>.1`. Without one the output is dropped. */
  readonly log?: string;
  /** Where its pid is kept, so that the next start finds it if we are killed. */
  readonly pidFile?: string;
  /** Signal that the kernel sends it when we die. */
  readonly deathSignal: 'INT' | 'TERM';
  /** Words before the command that change the user, see user.ts. */
  readonly prefix?: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Running {
  readonly name: string;
  readonly pid: number;
  readonly exited: Promise<Exit>;
  alive(): boolean;
  /** Asks with `signal`, after the grace with `harder`, and at last kills. */
  stop(signal: NodeJS.Signals, graceMs: number, harder?: NodeJS.Signals): Promise<void>;
  kill9(): Promise<void>;
}

let setpriv: boolean | undefined;
/** Whether the kernel can be asked to end a child with its parent (util-linux, Linux only). */
const hasSetpriv = (): boolean => (setpriv ??= spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0);

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^\S+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    // No /proc: the signal alone decides. A process of another user answers EPERM and lives.
    const code = codeOf(error);
    return code === 'EPERM' || (code === 'ENOENT' && process.platform !== 'linux');
  }
};

/** The command line of a process, or an empty text. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ');
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
}

/** A file is never seen half-written: it is written beside and renamed. */
export function writeWhole(file: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text, { mode });
  renameSync(`${file}.new`, file);
}

export async function waitUntilGone(pid: number, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(30);
  }
  return true;
}

const signalTo = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
};

export async function endProcess(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  signalTo(pid, signal);
  if (await waitUntilGone(pid, graceMs)) return;
  signalTo(pid, 'SIGKILL');
  await waitUntilGone(pid, 5_000);
}

/**
 * Ends what an earlier start left behind: the process named by the pid file, but only if its command line has our mark in it.
 * Returns the pid that was ended, or null.
 */
export async function endOrphan(pidFile: string, mark: string, signal: NodeJS.Signals, graceMs = 8_000): Promise<number | null> {
  let pid: number;
  try {
    pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  } catch {
    return null;
  }
  const ours = Number.isInteger(pid) && pid > 1 && isAlive(pid) && commandLine(pid).includes(mark);
  if (ours) await endProcess(pid, signal, graceMs);
  rmSync(pidFile, { force: true });
  return ours ? pid : null;
}

function logTo(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  try {
    renameSync(file, `${file}.1`);
  } catch {
    // The first start has no log to keep.
  }
  return openSync(file, 'a');
}

function spawned(spec: Launch): ChildProcess {
  const log = spec.log === undefined ? null : logTo(spec.log);
  const bound = hasSetpriv() ? ['setpriv', '--pdeathsig', spec.deathSignal, '--'] : [];
  const [command = spec.command, ...args] = [...(spec.prefix ?? []), ...bound, spec.command, ...spec.args];
  const ids = spec.uid === undefined ? {} : { uid: spec.uid, gid: spec.gid ?? spec.uid };
  const stdio: StdioOptions = ['ignore', log ?? 'ignore', log ?? 'ignore'];
  const child = spawn(command, args, {
    ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
    ...ids,
    env: spec.env ?? process.env,
    detached: true,
    stdio,
  });
  if (log !== null) closeSync(log);
  return child;
}

const launched = new Set<Running>();

/** Ends whatever we launched and still runs, for a start that was broken off half-way. */
export const endLaunched = async (graceMs: number): Promise<void> => {
  await Promise.all([...launched].map((running) => running.stop('SIGTERM', graceMs)));
};

/** Starts a process in a session of its own, so that a Ctrl-C at the terminal reaches only us and we stop things in order. */
export function launch(spec: Launch): Running {
  const child = spawned(spec);
  let ended = false;
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      ended = true;
      if (spec.pidFile !== undefined) rmSync(spec.pidFile, { force: true });
      resolve({ code, signal });
    });
  });
  exited.catch(() => undefined); // said below, as the pid is missing then
  const { pid } = child;
  if (pid === undefined) throw new Error(`${spec.name} could not be started: ${spec.command} is missing or may not be run.`);
  if (spec.pidFile !== undefined) writeWhole(spec.pidFile, `${pid}\n`);
  const stop: Running['stop'] = async (signal, graceMs, harder = 'SIGKILL') => {
    if (ended) return;
    signalTo(pid, signal);
    const timers = [
      setTimeout(() => signalTo(pid, harder), graceMs),
      setTimeout(() => signalTo(pid, 'SIGKILL'), graceMs + 1_000),
    ];
    await exited;
    for (const timer of timers) clearTimeout(timer);
  };
  const running: Running = { name: spec.name, pid, exited, alive: () => !ended, stop, kill9: () => stop('SIGKILL', 5_000) };
  launched.add(running);
  void exited.finally(() => launched.delete(running));
  return running;
}
