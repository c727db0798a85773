import { Injectable } from '@nestjs/common';
import { DomainError, type ActivityQuery, type ActivityView } from '@siger/contracts';
import type { Paging } from '@siger/service';
import { DataSource } from 'typeorm';
import type { Reach } from '../access/access.queries.js';
import { managerOf } from '../database.js';
import { ActivityEntity } from './activity.entity.js';
import type { Activity } from './activity.js';

export const activityView = (activity: Activity): ActivityView => {
  const { id, version, planId, employeeId, unitId, resultId, date, startMinute, endMinute } = activity;
  const { description, volume, output, evidence, state, reason } = activity;
  return {
    ...{ id, version, planId, employeeId, unitId, resultId, date, startMinute, endMinute },
    ...{ description, volume, output, evidence, state, reason },
  };
};

/** Newest day first; within a day the one that was made last. */
export const placeOf = ({ date, id }: Pick<Activity, 'date' | 'id'>) => `${date}|${id}`;

@Injectable()
export class ActivityQueries {
  constructor(private readonly dataSource: DataSource) {}

  private get manager() {
    return managerOf(this.dataSource);
  }

  async get(id: string): Promise<Activity> {
    const activity = await this.manager.findOneBy(ActivityEntity, { id });
    if (!activity) throw new DomainError('not-found');
    return activity;
  }

  /** Whether other work of the same person that was not rejected takes some of the same minutes. */
  async overlaps({ id, employeeId, date, startMinute, endMinute }: Activity): Promise<boolean> {
    const found = await this.manager.query<unknown[]>(
      `SELECT 1 FROM activities WHERE employee_id = $1 AND date = $2 AND start_minute < $4 AND end_minute > $3
         AND id <> $5 AND state <> 'DITOLAK' LIMIT 1`,
      [employeeId, date, startMinute, endMinute, id],
    );
    return found.length > 0;
  }

  async known(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.manager.query<{ id: string }[]>('SELECT id FROM activities WHERE id = ANY($1)', [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  list(reach: Reach, { planId, from, until, state }: ActivityQuery, { limit, cursor }: Paging): Promise<ActivityEntity[]> {
    const found = this.manager.createQueryBuilder(ActivityEntity, 'a').orderBy('a.date', 'DESC').addOrderBy('a.id', 'DESC');
    if (reach.employeeIds) found.andWhere('a.employeeId = ANY(:employeeIds)', { employeeIds: reach.employeeIds });
    if (reach.unitIds) found.andWhere('a.unitId = ANY(:unitIds)', { unitIds: reach.unitIds });
    if (planId !== undefined) found.andWhere('a.planId = :planId', { planId });
    if (from !== undefined) found.andWhere('a.date >= :from', { from });
    if (until !== undefined) found.andWhere('a.date <= :until', { until });
    if (state !== undefined) found.andWhere('a.state = :state', { state });
    if (cursor !== null) {
      const [date, id] = cursor.split('|');
      found.andWhere('(a.date, a.id) < (:date, :id)', { date, id });
    }
    return found.limit(limit + 1).getMany();
  }
}
