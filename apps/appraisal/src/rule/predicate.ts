import { exactlyOne, loose, type Fault, type PredicateAnswer, type PredicateInput } from '@siger/contracts';

type Rating = PredicateAnswer['workResult'];
type Predicate = PredicateAnswer['predicate'];

/** The official 3x3 (PermenPANRB 6/2022), and how the predicate of an organisation rates the work result of its head. */
export interface PredicateParameters {
  /** By work result, then by behaviour. */
  readonly matrix: Readonly<Record<Rating, Readonly<Record<Rating, Predicate>>>>;
  readonly headOfUnit: Readonly<Record<NonNullable<PredicateInput['organisationPredicate']>, Rating>>;
}

export const predicateFaults = (body: unknown): Fault[] =>
  exactlyOne({ ...loose<PredicateInput>(body) }, 'workResult', 'organisationPredicate');

/** The predicate of a person from the ratings of work result and behaviour. */
export const predicate = (input: PredicateInput, { matrix, headOfUnit }: PredicateParameters): PredicateAnswer => {
  const { workResult: rated, organisationPredicate, behaviour } = input;
  const workResult = rated ?? (organisationPredicate && headOfUnit[organisationPredicate]);
  if (workResult === undefined) throw new RangeError('Neither a work result nor a predicate of the organisation');
  return { workResult, predicate: matrix[workResult][behaviour] };
};
