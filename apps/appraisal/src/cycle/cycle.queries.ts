import { Injectable } from '@nestjs/common';
import { DomainError, type CycleView } from '@siger/contracts';
import { Directory } from '@siger/directory';
import type { Paging } from '@siger/service';
import { DataSource, In } from 'typeorm';
import { managerOf } from '../database.js';
import { CycleEntity } from './cycle.entity.js';
import type { Cycle } from './cycle.js';

export const cycleView = (cycle: Cycle): CycleView => {
  const { id, version, agencyId, year, periodicity, state, from, until, plansDueOn, periods } = cycle;
  return { id, version, agencyId, year, periodicity, state, from, until, plansDueOn, periods };
};

@Injectable()
export class CycleQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: Directory,
  ) {}

  async get(id: string): Promise<Cycle> {
    const cycle = await managerOf(this.dataSource).findOneBy(CycleEntity, { id });
    if (!cycle) throw new DomainError('not-found');
    return cycle;
  }

  /** Cycles by id; 404 unless all of them are there. */
  async byId(ids: ReadonlySet<string>): Promise<Map<string, Cycle>> {
    const found = await managerOf(this.dataSource).findBy(CycleEntity, { id: In([...ids]) });
    if (found.length !== ids.size) throw new DomainError('not-found');
    return new Map(found.map((cycle) => [cycle.id, cycle]));
  }

  /** Refuses a unit of another agency: its year is another one. */
  async requireUnit(cycle: Cycle, unitId: string): Promise<void> {
    const unit = await this.directory.unit(unitId);
    if (unit?.agencyId !== cycle.agencyId) throw new DomainError('not-found');
  }

  list({ agencyId, year }: { agencyId?: string; year?: number }, { limit, cursor }: Paging): Promise<CycleEntity[]> {
    const found = this.dataSource
      .createQueryBuilder(CycleEntity, 'c')
      .orderBy('c.id', 'DESC')
      .limit(limit + 1);
    if (agencyId !== undefined) found.andWhere('c.agencyId = :agencyId', { agencyId });
    if (year !== undefined) found.andWhere('c.year = :year', { year });
    if (cursor !== null) found.andWhere('c.id < :cursor', { cursor });
    return found.getMany();
  }
}
