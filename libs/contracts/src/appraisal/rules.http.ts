import { DateOnly, DatesOnly, Figure, Flag, ListOf, Nested, Num, OneOf, Optional, Whole } from '../core/field.js';
import { functionalGrades } from '../employees/values.js';
import { DistributionFinding, PredicateCounts } from './distribution.http.js';
import { organisationPredicates, predicates, ratings } from './values.js';

export const dayTypes = ['CALENDAR', 'WORKING'] as const;
/** `CUKUP` is the older word for `BUTUH_PERBAIKAN`. */
export const olderPredicates = [...predicates, 'CUKUP'] as const;
export const predicates2019 = ['SANGAT_BAIK', 'BAIK', 'CUKUP', 'KURANG', 'SANGAT_KURANG'] as const;
export const distributionCodes = [
  'SANGAT_BAIK_MAX',
  'BAIK_MAX',
  'NEEDS_LOW',
  'BUTUH_PERBAIKAN_MIN',
  'KURANG_MIN',
  'SANGAT_KURANG_MIN',
  'BUTUH_PERBAIKAN_SHARE_MIN',
  'LOW_SHARE_MIN',
  'SANGAT_BAIK_ZERO',
  'LARGEST_GROUP',
  'SMALL_UNIT',
] as const;

/** PermenPANRB 6/2022: exactly one of `workResult` and, for the head of a unit, `organisationPredicate`. */
export class PredicateInput {
  @Optional() @OneOf(ratings) workResult?: (typeof ratings)[number];
  @Optional() @OneOf(organisationPredicates) organisationPredicate?: (typeof organisationPredicates)[number];
  @OneOf(ratings) behaviour!: (typeof ratings)[number];
}
export class PredicateAnswer {
  @OneOf(ratings, { doc: 'as given, or as the predicate of the organisation gives it' }) workResult!: (typeof ratings)[number];
  @OneOf(predicates) predicate!: (typeof predicates)[number];
}

/** SE MenPANRB 3/2023: the employees of one leader, without the leader. */
export class DistributionInput {
  @OneOf(organisationPredicates) organisationPredicate!: (typeof organisationPredicates)[number];
  @Nested(() => PredicateCounts, { doc: 'persons per predicate' }) counts!: PredicateCounts;
}
export class DistributionAnswer {
  @Flag() conforms!: boolean;
  @ListOf(() => DistributionFinding, { max: 20 }) breaches!: DistributionFinding[];
  @ListOf(() => DistributionFinding, { max: 20 }) warnings!: DistributionFinding[];
}

/** PP 30/2019 art. 59. */
export class ObjectionWindowInput {
  @DateOnly({ doc: 'day on which the employee received the result: day 0' }) receivedOn!: string;
  @DateOnly() filedOn!: string;
  @Optional() @OneOf(dayTypes) dayType?: (typeof dayTypes)[number];
  @Optional() @DatesOnly({ max: 1000, doc: 'replaces the stored holidays' }) holidays?: string[];
}
export class ObjectionWindowAnswer {
  @Flag() accepted!: boolean;
  @DateOnly() lastDay!: string;
}

/** PP 30/2019 art. 41. */
export class Score2019Input {
  @Num({ min: 0, max: 120, doc: 'SKP' }) planScore!: number;
  @Num({ min: 0, max: 120, doc: 'perilaku kerja' }) behaviourScore!: number;
  @Flag({ doc: 'whether peers and subordinates were heard' }) peerOpinion!: boolean;
  @Flag({ doc: 'whether a new idea of use to the organisation or the state was made' }) newIdea!: boolean;
}
export class Score2019Answer {
  @Figure() score!: string;
  @OneOf(predicates2019) predicate!: (typeof predicates2019)[number];
}

/** PermenPANRB 1/2023 art. 37, PerBKN 3/2023. */
export class CreditPointsPeriod {
  @OneOf(functionalGrades) grade!: (typeof functionalGrades)[number];
  @OneOf(olderPredicates) predicate!: (typeof olderPredicates)[number];
  @Whole({ min: 1, max: 600 }) months!: number;
}
export class CreditPointsInput {
  @ListOf(() => CreditPointsPeriod, { max: 1000 }) periods!: CreditPointsPeriod[];
  @Optional() @Whole({ min: 2, max: 3, doc: 'decimals shown' }) scale?: number;
}
export class CreditPointsPoints {
  @Figure() points!: string;
}
export class CreditPointsAnswer {
  @ListOf(() => CreditPointsPoints, { max: 1000 }) lines!: CreditPointsPoints[];
  @Figure({ doc: 'sum of the exact values, rounded once' }) total!: string;
}
