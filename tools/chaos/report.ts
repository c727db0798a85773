import type { Result } from './run.ts';

export interface Told {
  readonly result: Result;
  /** Things that went wrong. */
  readonly wrong: number;
}

const SHOWN = 5;

/** What a person reads of a run: proofs of the fault, a verdict a line, and how to have it again. */
export const linesOf = ({ result, wrong }: Told): string[] => {
  const { proofs, verdicts, broken, operations, quietAfter, seconds, number, seed, folder } = result;
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
    ...(wrong ? [`  again: npm run chaos -- --scenario ${number} --seed ${seed}; evidence: ${folder}`] : []),
  ];
};
