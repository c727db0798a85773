import { event } from '../core/event.js';
import { DateOnly, Id, OneOf } from '../core/field.js';
import { organisationPredicates, periodCodes } from './values.js';

export class OrganisationRatingGiven {
  @Id() organisationRatingId!: string;
  @Id() unitId!: string;
  @Id() cycleId!: string;
  @OneOf(periodCodes) period!: string;
  @OneOf(organisationPredicates, { doc: 'predikat kinerja organisasi' }) predicate!: string;
  @DateOnly() givenOn!: string;
}
export const organisationRatingGiven = event({
  type: 'organisation-rating.given.v1',
  topic: 'appraisal.events',
  key: 'organisationRatingId',
  payload: OrganisationRatingGiven,
  meaning: 'The leader one level up judged the achievement of a unit in a period; said again, it is judged anew.',
  since: '0.1.0',
  example: {
    organisationRatingId: '018f6f00-0000-7000-8000-000000000109',
    unitId: '018f6f00-0000-7000-8000-000000000001',
    cycleId: '018f6f00-0000-7000-8000-000000000102',
    period: 'TAHUNAN',
    predicate: 'BAIK',
    givenOn: '2027-01-10',
  },
});
