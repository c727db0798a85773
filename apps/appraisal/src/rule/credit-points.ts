import {
  exact,
  halfUp,
  zero,
  type CreditPointsAnswer,
  type CreditPointsInput,
  type CreditPointsPeriod,
  type Fraction,
} from '@siger/contracts';

type Period = CreditPointsPeriod;

/** PermenPANRB 1/2023 art. 37, PerBKN 3/2023. */
export interface CreditPointsParameters {
  /** Angka kredit of a full year by grade, decimals as text. */
  readonly perYear: Readonly<Record<Period['grade'], string>>;
  /** Percent by predicate. */
  readonly percent: Readonly<Record<Period['predicate'], number>>;
  /** Decimals shown unless asked otherwise. */
  readonly scale: number;
}

/** months/12 x percent x coefficient, as an exact ratio. */
export const creditPointsOf = ({ grade, predicate, months }: Period, parameters: CreditPointsParameters): Fraction =>
  exact(parameters.perYear[grade]).mul(exact(parameters.percent[predicate])).mul(months).div(1200);

/** Angka kredit by conversion of predicates. The total sums exact values and is rounded once, never the lines. */
export const creditPoints = (input: CreditPointsInput, parameters: CreditPointsParameters): CreditPointsAnswer => {
  const scale = input.scale ?? parameters.scale;
  const values = input.periods.map((period) => creditPointsOf(period, parameters));
  const total = values.reduce((sum, value) => sum.add(value), zero);
  return { lines: values.map((value) => ({ points: halfUp(value, scale) })), total: halfUp(total, scale) };
};
