import { DateOnly, Id, OneOf, Optional, Text, Whole } from '../core/field.js';
import { organisationPredicates, periodCodes, type OrganisationPredicate } from './values.js';

/** SE MenPANRB 3/2023 step 1: the achievement of a unit, judged by the leader one level up. */
export class RateOrganisation {
  @Optional() @Id({ doc: 'made by the client' }) id?: string;
  @Id() unitId!: string;
  @Id() cycleId!: string;
  @OneOf(periodCodes) period!: string;
  @OneOf(organisationPredicates) predicate!: OrganisationPredicate;
  @Text({ max: 4000 }) reason!: string;
}
export class OrganisationRatingView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9 }) version!: number;
  @Id() unitId!: string;
  @Id() cycleId!: string;
  @OneOf(periodCodes) period!: string;
  @OneOf(organisationPredicates) predicate!: OrganisationPredicate;
  @Text({ max: 4000 }) reason!: string;
  @DateOnly() givenOn!: string;
}
