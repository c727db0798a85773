import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from './faults.ts';
import { root } from './place.ts';
import { commandLine, isAlive } from './process.ts';

/** The launcher's own script: what its command line must name for a pid to be believed. */
export const launcher = join(root, 'tools/stack/start.ts');

/** The pid of the launcher that holds the lock and lives; null for a lock that was left behind. */
export function holderOfLock(file: string, mark = launcher): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return pid > 1 && isAlive(pid) && commandLine(pid).includes(mark) ? pid : null;
  } catch {
    return null;
  }
}

/** Takes the lock, or says who has it. A lock whose holder is gone is cleared. */
export function takeLock(file: string, mark = launcher): { heldBy: number | null } {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
      return { heldBy: null };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const heldBy = holderOfLock(file, mark);
    if (heldBy !== null) return { heldBy };
    rmSync(file, { force: true });
  }
}

export const releaseLock = (file: string): void => rmSync(file, { force: true });
