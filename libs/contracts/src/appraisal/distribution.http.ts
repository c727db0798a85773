import { Flag, Id, ListOf, Nested, Nullable, OneOf, Text, Whole } from '../core/field.js';
import { organisationPredicates, periodCodes, type OrganisationPredicate } from './values.js';

export class PredicateCounts {
  @Whole({ min: 0, max: 1e7 }) SANGAT_BAIK!: number;
  @Whole({ min: 0, max: 1e7 }) BAIK!: number;
  @Whole({ min: 0, max: 1e7 }) BUTUH_PERBAIKAN!: number;
  @Whole({ min: 0, max: 1e7 }) KURANG!: number;
  @Whole({ min: 0, max: 1e7 }) SANGAT_KURANG!: number;
}
export class DistributionFinding {
  @Text({ max: 60 }) code!: string;
  @Whole({ min: 0, max: 1e7, doc: 'persons' }) limit!: number;
  @Whole({ min: 0, max: 1e7, doc: 'persons' }) actual!: number;
}
export class DistributionVerdict {
  @Id() ruleSetId!: string;
  @Text({ max: 300 }) legalBasis!: string;
  @Flag() conforms!: boolean;
  @ListOf(() => DistributionFinding, { max: 20 }) breaches!: DistributionFinding[];
  @ListOf(() => DistributionFinding, { max: 20 }) warnings!: DistributionFinding[];
}
export class DistributionView {
  @Id() cycleId!: string;
  @OneOf(periodCodes) period!: string;
  @Nullable() @Id() raterId!: string | null;
  @Nullable() @Id() unitId!: string | null;
  @Nested(() => PredicateCounts) counts!: PredicateCounts;
  @Nullable() @OneOf(organisationPredicates) organisationPredicate!: OrganisationPredicate | null;
  @Nullable()
  @Nested(() => DistributionVerdict, { doc: 'null until the organisation is rated and somebody has a predicate' })
  verdict!: DistributionVerdict | null;
}
