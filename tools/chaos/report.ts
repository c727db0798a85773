import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { root } from '../stack/stack.ts';
import { evidenceFolder } from './check/collect.ts';
import type { Result } from './run.ts';

export interface Told {
  readonly result: Result;
  /** Things that went wrong. */
  readonly wrong: number;
}

const SHOWN = 5;

/** What a person reads of a run: proofs of the fault, a verdict a line, and how to have it again. */
export const linesOf = ({ result, wrong }: Told): string[] => {
  const { proofs, verdicts, broken, operations, quietAfter, seconds, again, seed, folder } = result;
  const counts = Object.entries(operations).map(([name, count]) => `${count} ${name}`);
  return [
    ...proofs.map((proof) => `  fault  ${proof}`),
    ...(counts.length
      ? [`  load   ${counts.join(', ')}; at rest after ${quietAfter?.toFixed(1) ?? 'never'} s; ${seconds} s in all`]
      : []),
    ...verdicts.flatMap(({ invariant, looked, violations }) => [
      `  ${invariant.padEnd(4)} ${violations.length ? `VIOLATED ${violations.length} times` : 'holds'} (${looked} looked at)`,
      ...violations.slice(0, SHOWN).map((violation) => `         ${violation}`),
    ]),
    ...(broken === null ? [] : [`  BROKEN ${broken}`]),
    ...(broken === null && proofs.length === 0 ? ['  BROKEN the fault did not happen'] : []),
    ...(wrong ? [`  again: npm run chaos -- ${again} --seed ${seed}; evidence: ${folder}`] : []),
  ];
};

const commit = (): string => {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
};

/** Everything that was judged, on what and where, for the archive. Answers the file. */
export const archive = (mode: string, since: Date, told: readonly Told[], mutants: readonly Told[]): string => {
  const machine = { cores: cpus().length, gigabytes: Math.round(totalmem() / 2 ** 30), node: process.version };
  const file = evidenceFolder(`${since.toISOString().replaceAll(':', '-').slice(0, 19)}-${mode}.json`);
  const minutes = Number(((Date.now() - since.getTime()) / 60_000).toFixed(1));
  const plain = (all: readonly Told[]) =>
    all.map(({ result: { folder: _, ...result }, wrong }) => ({ ...result, wrong })).sort((a, b) => a.number - b.number);
  const content = { commit: commit(), since, minutes, machine, scenarios: plain(told), mutants: plain(mutants) };
  writeFileSync(file, `${JSON.stringify(content, null, 1)}\n`);
  return file;
};
