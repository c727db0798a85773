import { Injectable } from '@nestjs/common';
import { DomainError, type Actor } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { clock, isInTransaction, transaction } from '@siger/service';
import { DataSource, type EntityManager } from 'typeorm';
import { judge, machineStanding, type Action, type Standing } from './policy.js';

const inForce = 'valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)';

/** SQL for "the actor may see this employee's learning", with `Access.sight` as $1 to $4. */
export const visible = (employeeId: string) => `($3 OR ${employeeId} = $1
  OR ${employeeId} IN (SELECT employee_id FROM directory_raters WHERE rater_id = $1 AND ${inForce})
  OR ${employeeId} IN (SELECT employee_id FROM directory_placements WHERE "primary" AND unit_id = ANY($4::uuid[]) AND ${inForce}))`;

/** What an actor is to a person, from this service's own directory; never from the request. */
@Injectable()
export class Access {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: Directory,
  ) {}

  /** The transaction of a change, so that it sees its own writes; else the pool. */
  get manager(): EntityManager {
    return isInTransaction() ? transaction() : this.dataSource.manager;
  }

  /** Refuses what the actor may not do: 403 where the actor may at least read, else 404. */
  async demand(actor: Actor, action: Action, employeeId: string): Promise<void> {
    const verdict = judge(action, await this.standing(actor, employeeId));
    if (verdict !== 'allowed') throw new DomainError(verdict === 'forbidden' ? 'forbidden' : 'not-found');
  }

  /** The employee that the actor is; 403 for a machine, or an account that is nobody's. */
  self({ employeeId }: Actor): string {
    if (employeeId === null) throw new DomainError('forbidden');
    return employeeId;
  }

  /** Parameters of `visible`: the actor, today, whether all is visible, and the units that the actor administers. */
  async sight(actor: Actor): Promise<[string | null, string, boolean, string[]]> {
    const today = clock.today();
    if (actor.roles.includes('client')) {
      const { administers, observes } = machineStanding(actor);
      return [null, today, administers || observes, []];
    }
    const scope = await this.directory.scopeOf(actor, today, ['training-admin']);
    return [actor.employeeId, today, false, [...scope.unitIds]];
  }

  private async standing(actor: Actor, employeeId: string): Promise<Standing> {
    if (actor.roles.includes('client')) return machineStanding(actor);
    const today = clock.today();
    // One after the other: inside a change they share one connection.
    const raterId = await this.directory.raterOn(employeeId, today);
    const placement = await this.directory.placementOn(employeeId, today);
    const scope = await this.directory.scopeOf(actor, today, ['training-admin']);
    const known = actor.employeeId !== null;
    return {
      self: known && actor.employeeId === employeeId,
      rates: known && actor.employeeId === raterId,
      administers: scope.has(placement?.unitId ?? null),
      observes: false,
    };
  }
}
