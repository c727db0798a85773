import {
  exact,
  halfUp,
  loose,
  type CompetencyFitAnswer,
  type CompetencyFitInput,
  type Fault,
  type Fraction,
} from '@siger/contracts';

interface Band<Name> {
  readonly name: Name;
  /** Percent. */
  readonly from: number;
}

/** PermenPANRB 38/2017; bands from the best down. */
export interface CompetencyFitParameters {
  readonly cap: boolean;
  readonly selection: readonly Band<CompetencyFitAnswer['selection']>[];
  readonly mapping: readonly Band<CompetencyFitAnswer['mapping']>[];
}

const sum = (levels: readonly number[]) => levels.reduce((a, b) => a + b, 0);

const bandOf = <Name>(value: Fraction, bands: readonly Band<Name>[]): Name => {
  const band = bands.find(({ from }) => value.compare(exact(from)) >= 0);
  if (!band) throw new RangeError(`No band for ${value.toString()}`);
  return band.name;
};

export const competencyFitFaults = (body: unknown): Fault[] => {
  const { standard, actual } = loose<CompetencyFitInput>(body);
  const comparable = Array.isArray(standard) && Array.isArray(actual);
  if (!comparable || standard.length === actual.length) return [];
  return [{ pointer: '/actual', code: 'unequal', detail: `must be as long as standard (${standard.length})` }];
};

/** Job person match: how far the levels of a person reach those of a post. Classes are taken from the exact value. */
export const competencyFit = (input: CompetencyFitInput, parameters: CompetencyFitParameters): CompetencyFitAnswer => {
  const { standard, actual, cap = parameters.cap } = input;
  const gaps = standard.map((level, i) => (actual[i] ?? 0) - level);
  const reached = standard.map((level, i) => level + (cap ? Math.min(gaps[i] ?? 0, 0) : (gaps[i] ?? 0)));
  const fit = exact(sum(reached)).mul(100).div(sum(standard));
  return {
    fit: halfUp(fit, 2),
    selection: bandOf(fit, parameters.selection),
    mapping: bandOf(fit, parameters.mapping),
    gaps,
  };
};
