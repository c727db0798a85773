import Big from 'big.js';
import { loose, type DistributionAnswer, type DistributionInput, type Fault, type PredicateCounts } from '@siger/contracts';

type Group = keyof PredicateCounts;

/** A limit on the persons of some predicates together: a share of all (percent) or a number. */
export interface DistributionLimit {
  readonly code: string;
  readonly of: readonly Group[];
  readonly leastPercent?: number;
  readonly mostPercent?: number;
  readonly leastPersons?: number;
  readonly mostPersons?: number;
}

/** SE MenPANRB 3/2023, by the predicate of the organisation. */
export interface DistributionParameters {
  /** Below this many persons no pattern can bind. */
  readonly smallUnit: number;
  readonly patterns: Readonly<
    Record<
      DistributionInput['organisationPredicate'],
      { readonly largest: Group | null; readonly limits: readonly DistributionLimit[] }
    >
  >;
}

type Finding = DistributionAnswer['breaches'][number];

const groups: readonly Group[] = ['SANGAT_BAIK', 'BAIK', 'BUTUH_PERBAIKAN', 'KURANG', 'SANGAT_KURANG'];
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** A share of all persons: at most this many whole ones, or at least. */
const share = (percent: number, all: number, mode: 'most' | 'least') =>
  new Big(String(percent))
    .times(all)
    .div(100)
    .round(0, mode === 'most' ? Big.roundDown : Big.roundUp)
    .toNumber();

const breachOf = (limit: DistributionLimit, counts: PredicateCounts, all: number): Finding[] => {
  const actual = sum(limit.of.map((group) => counts[group]));
  const most = limit.mostPercent === undefined ? limit.mostPersons : share(limit.mostPercent, all, 'most');
  if (most !== undefined && actual > most) return [{ code: limit.code, limit: most, actual }];
  const least = limit.leastPercent === undefined ? limit.leastPersons : share(limit.leastPercent, all, 'least');
  return least !== undefined && actual < least ? [{ code: limit.code, limit: least, actual }] : [];
};

/** A tie is no largest group either. */
const largestGroup = (largest: Group | null, counts: PredicateCounts): Finding[] => {
  if (largest === null) return [];
  const others = Math.max(...groups.filter((group) => group !== largest).map((group) => counts[group]));
  return counts[largest] > others ? [] : [{ code: 'LARGEST_GROUP', limit: others, actual: counts[largest] }];
};

export const distributionFaults = (body: unknown): Fault[] => {
  const counts = loose<PredicateCounts>(loose<DistributionInput>(body).counts);
  const nobody = groups.every((group) => counts[group] === 0);
  return nobody ? [{ pointer: '/counts', code: 'empty', detail: 'must count at least one person' }] : [];
};

/** Compares the predicates under one leader with the pattern that the predicate of the organisation asks for. */
export const distribution = (input: DistributionInput, parameters: DistributionParameters): DistributionAnswer => {
  const { counts } = input;
  const all = sum(groups.map((group) => counts[group]));
  const { largest, limits } = parameters.patterns[input.organisationPredicate];
  const breaches = limits.flatMap((limit) => breachOf(limit, counts, all));
  const warnings = largestGroup(largest, counts);
  if (all >= parameters.smallUnit) return { conforms: breaches.length === 0, breaches, warnings };
  const small = { code: 'SMALL_UNIT', limit: parameters.smallUnit, actual: all };
  return { conforms: true, breaches: [], warnings: [...breaches, ...warnings, small] };
};
