import type { OrganisationPredicate } from '@siger/contracts';
import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrganisationRating } from './organisation-rating.js';

@Entity('organisation_ratings')
export class OrganisationRatingEntity implements OrganisationRating {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('uuid', { name: 'cycle_id' }) cycleId!: string;
  @Column('text') period!: string;
  @Column('text') predicate!: OrganisationPredicate;
  @Column('text') reason!: string;
  @Column('date', { name: 'given_on' }) givenOn!: string;
}

export const organisationRatings = aggregate<OrganisationRating>({
  entity: OrganisationRatingEntity,
  noun: 'organisation-rating',
  topic: 'appraisal.events',
});
