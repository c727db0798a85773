import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

interface Used {
  parent: number;
  /** Ticks of its own, and of children that have ended. */
  ticks: number;
}

const usedBy = (pid: string): Used | undefined => {
  try {
    // The second field is a name in brackets and may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { parent: Number(fields[1]), ticks: [11, 12, 13, 14].reduce((sum, n) => sum + Number(fields[n]), 0) };
  } catch {
    return undefined;
  }
};

/** Seconds of CPU that a process and all below it have used, by /proc. */
export const cpuOf = (root: number): number => {
  const all = new Map<number, Used>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const used = usedBy(pid);
    if (used) all.set(Number(pid), used);
  }
  const below = (pid: number): number =>
    [...all].filter(([, { parent }]) => parent === pid).reduce((sum, [child]) => sum + below(child), all.get(pid)?.ticks ?? 0);
  return below(root) / TICKS_PER_SECOND;
};

/** Shares of one core while `work` ran, and the time that it took in seconds. */
export const whileWorking = async <Name extends string>(
  pids: Readonly<Record<Name, number>>,
  work: () => Promise<unknown>,
): Promise<{ took: number; cores: Record<Name, number> }> => {
  const names = Object.keys(pids) as Name[];
  const read = () => names.map((name) => cpuOf(pids[name]));
  const before = read();
  const begun = performance.now();
  await work();
  const took = (performance.now() - begun) / 1000;
  const after = read();
  const shares = names.map((name, n) => [name, ((after[n] ?? 0) - (before[n] ?? 0)) / took] as const);
  return { took, cores: Object.fromEntries(shares) as Record<Name, number> };
};
