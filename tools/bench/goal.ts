/** One measured figure and, where there is one, its goal. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The goal holds when the value is at least or at most this; absent: only reported. */
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Spread over the rounds, or what the figure was taken from. */
  readonly detail?: string;
}

export const reached = ({ value, atLeast, atMost }: Figure): boolean | null => {
  if (atLeast === undefined && atMost === undefined) return null;
  return value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
};

export const line = (figure: Figure): string => {
  const verdict = reached(figure);
  const goal = figure.atLeast === undefined ? (figure.atMost === undefined ? '' : `<= ${figure.atMost}`) : `>= ${figure.atLeast}`;
  const mark = verdict === null ? 'reported' : verdict ? 'reached' : 'MISSED';
  const value = `${Number(figure.value.toPrecision(4))} ${figure.unit}`.trim();
  return `${figure.name.padEnd(58)} ${value.padStart(14)}  ${goal.padEnd(9)} ${mark.padEnd(9)} ${figure.detail ?? ''}`.trimEnd();
};

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
export const quantile = (values: readonly number[], share: number): number =>
  at(
    values.toSorted((a, b) => a - b),
    share,
  );
/** Of an even number of values: the mean of the two in the middle. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[upper] ?? NaN) : ((sorted[upper - 1] ?? NaN) + (sorted[upper] ?? NaN)) / 2;
};

/** `[least-most]` of the rounds. */
export const spread = (values: readonly number[]): string =>
  `[${Math.min(...values).toPrecision(3)}-${Math.max(...values).toPrecision(3)}] in ${values.length} rounds`;
