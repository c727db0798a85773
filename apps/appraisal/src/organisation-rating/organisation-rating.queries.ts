import { Injectable } from '@nestjs/common';
import type { OrganisationRatingQuery, OrganisationRatingView } from '@siger/contracts';
import type { Paging } from '@siger/service';
import { DataSource } from 'typeorm';
import { managerOf } from '../database.js';
import { OrganisationRatingEntity } from './organisation-rating.entity.js';
import type { OrganisationRating } from './organisation-rating.js';

export type Occasion = Pick<OrganisationRating, 'unitId' | 'cycleId' | 'period'>;

export const organisationRatingView = (rating: OrganisationRating): OrganisationRatingView => {
  const { id, version, unitId, cycleId, period, predicate, reason, givenOn } = rating;
  return { id, version, unitId, cycleId, period, predicate, reason, givenOn };
};

@Injectable()
export class OrganisationRatingQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** How a unit was judged in a period; null while it was not. */
  find({ unitId, cycleId, period }: Occasion): Promise<OrganisationRating | null> {
    return managerOf(this.dataSource).findOneBy(OrganisationRatingEntity, { unitId, cycleId, period });
  }

  list(
    { unitId, cycleId }: OrganisationRatingQuery,
    units: readonly string[] | null,
    { limit, cursor }: Paging,
  ): Promise<OrganisationRatingEntity[]> {
    const found = this.dataSource.createQueryBuilder(OrganisationRatingEntity, 'r').orderBy('r.id', 'DESC');
    if (units) found.andWhere('r.unitId = ANY(:units)', { units });
    if (unitId !== undefined) found.andWhere('r.unitId = :unitId', { unitId });
    if (cycleId !== undefined) found.andWhere('r.cycleId = :cycleId', { cycleId });
    if (cursor !== null) found.andWhere('r.id < :cursor', { cursor });
    return found.limit(limit + 1).getMany();
  }
}
