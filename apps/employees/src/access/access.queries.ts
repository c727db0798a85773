import { Injectable } from '@nestjs/common';
import { DomainError, everywhere, nowhere, scopeIn, type Actor, type Scope } from '@siger/contracts';
import { clock, isInTransaction, transaction } from '@siger/service';
import { DataSource, type EntityManager } from 'typeorm';
import type { Employee } from '../employee/employee.js';
import { inForce } from '../employee/timeline.js';
import { covers, reach, type Action } from './policy.js';

/** Where an actor may do something, from this service's own tables; never from the request. */
@Injectable()
export class Access {
  constructor(private readonly dataSource: DataSource) {}

  /** The transaction of a change, so that it sees its own writes; else the pool. */
  get manager(): EntityManager {
    return isInTransaction() ? transaction() : this.dataSource.manager;
  }

  async scope(actor: Actor, action: Action): Promise<Scope> {
    const far = reach(actor, action);
    if (far === 'everything') return everywhere;
    if (far === 'own' || actor.employeeId === null) return nowhere;
    return scopeIn(await this.unitsFrom(actor.employeeId, far));
  }

  /** Refuses as unknown what the actor may not act on: another unit's ids are never revealed. */
  async requireUnit(actor: Actor, action: Action, unitId: string): Promise<void> {
    const scope = await this.scope(actor, action);
    if (!scope.has(unitId)) throw new DomainError('not-found');
  }

  /** Own things, those of people whom one rates today, and those inside the scope. */
  async maySee(actor: Actor, action: Action, employee: Employee): Promise<boolean> {
    if (employee.id === actor.employeeId || ratedBy(employee, actor.employeeId)) return true;
    return this.mayAdminister(actor, action, employee);
  }

  async mayAdminister(actor: Actor, action: Action, employee: Employee): Promise<boolean> {
    return covers(await this.scope(actor, action), employee, clock.today());
  }

  private async unitsFrom(employeeId: string, far: 'agency' | 'unit'): Promise<string[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      `WITH RECURSIVE own AS (
         SELECT u.id, u.agency_id FROM employees e
         CROSS JOIN jsonb_to_recordset(e.placements) AS p("unitId" uuid, "primary" boolean, "from" date, until date)
         JOIN units u ON u.id = p."unitId"
         WHERE e.id = $1 AND e.active AND p."primary" AND p."from" <= $2 AND (p.until IS NULL OR p.until >= $2)),
       tree AS (
         SELECT CASE WHEN $3 THEN agency_id ELSE id END AS id FROM own
         UNION
         SELECT child.id FROM tree JOIN units child ON child.parent_id = tree.id)
       SELECT id FROM tree`,
      [employeeId, clock.today(), far === 'agency'],
    );
    return rows.map(({ id }) => id);
  }
}

const ratedBy = (employee: Employee, raterId: string | null) =>
  employee.raters.some((rater) => rater.raterId === raterId && inForce(rater, clock.today()));
