import { readdirSync, readFileSync } from 'node:fs';

/** Linux tells times of processes in hundredths of a second, whatever its kernel counts in. */
const TICKS_PER_SECOND = 100;

/** The fields of a process behind its name, which may hold anything; undefined once it has ended. */
const statOf = (pid: number): string[] | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
};

/** A process and everything that it has started. */
export const familyOf = (pid: number): number[] => {
  const all = readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name));
  const parents = new Map(all.map((name) => [Number(name), Number(statOf(Number(name))?.[1])]));
  const below = (parent: number): number[] =>
    [...parents].filter(([, ppid]) => ppid === parent).flatMap(([child]) => [child, ...below(child)]);
  return [pid, ...below(pid)];
};

/** Seconds of CPU that a process and its children have used so far, those included that have ended. */
export const cpuSeconds = (pid: number): number =>
  familyOf(pid)
    .flatMap((member) => (statOf(member) ?? []).slice(11, 15).map(Number))
    .reduce((sum, ticks) => sum + ticks, 0) / TICKS_PER_SECOND;

const kilobytes = (file: string, field: string): number => {
  try {
    return Number(new RegExp(`^${field}:\\s+([0-9]+) kB`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
};

/** Proportional set size of a family in bytes: a page that PostgreSQL's processes share counts once. */
export const proportionalSize = (pid: number): number =>
  familyOf(pid).reduce((sum, member) => sum + kilobytes(`/proc/${member}/smaps_rollup`, 'Pss') * 1024, 0);

/** Resident set size of one process in bytes. */
export const residentSize = (pid: number): number => kilobytes(`/proc/${pid}/status`, 'VmRSS') * 1024;
