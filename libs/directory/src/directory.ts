import { everywhere, nowhere, reachOf, scopeIn, type Actor, type Role, type Scope } from '@siger/contracts';
import { Injectable } from '@nestjs/common';
import { isInTransaction, transaction } from '@siger/service';
import { DataSource, In, type EntityManager } from 'typeorm';
import { Person, PersonPlacement, PersonRater, Unit } from './directory.entity.js';

const inForce = `valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)`;

/** What a service knows of units and people: its own copy, fed by snapshots; never asks another service. Days are `YYYY-MM-DD`. */
@Injectable()
export class Directory {
  constructor(private readonly dataSource: DataSource) {}

  private get manager(): EntityManager {
    return isInTransaction() ? transaction() : this.dataSource.manager;
  }

  unit(unitId: string): Promise<Unit | null> {
    return this.manager.findOneBy(Unit, { id: unitId });
  }

  /** Units by id, of those that are known. */
  async units(unitIds: readonly string[]): Promise<Map<string, Unit>> {
    const units = await this.manager.findBy(Unit, { id: In([...unitIds]) });
    return new Map(units.map((unit) => [unit.id, unit]));
  }

  /** Whether the unit is the ancestor or stands below it, today. */
  async isWithin(unitId: string, ancestorId: string): Promise<boolean> {
    const unit = await this.unit(unitId);
    return unit?.path.includes(`/${ancestorId}/`) ?? false;
  }

  /** The unit and all below it, today; empty for an unknown unit. */
  async subtree(unitId: string): Promise<string[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT u.id FROM directory_units u JOIN directory_units top ON top.id = $1 WHERE u.path LIKE top.path || '%' ORDER BY u.path`,
      [unitId],
    );
    return rows.map(({ id }) => id);
  }

  person(employeeId: string): Promise<Person | null> {
    return this.manager.findOneBy(Person, { employeeId });
  }

  /** People by id, of those that are known (an erased person is not). */
  async people(employeeIds: readonly string[]): Promise<Map<string, Person>> {
    const people = await this.manager.findBy(Person, { employeeId: In([...employeeIds]) });
    return new Map(people.map((person) => [person.employeeId, person]));
  }

  /** The primary placement on a day. */
  placementOn(employeeId: string, on: string): Promise<PersonPlacement | null> {
    return this.manager
      .createQueryBuilder(PersonPlacement, 'p')
      .where('p.employeeId = :employeeId AND p.primary AND p.from <= :on AND (p.until IS NULL OR p.until >= :on)', {
        employeeId,
        on,
      })
      .getOne();
  }

  /** Who rates the employee on a day: an employee's id. */
  async raterOn(employeeId: string, on: string): Promise<string | null> {
    const rater = await this.manager
      .createQueryBuilder(PersonRater, 'r')
      .where('r.employeeId = :employeeId AND r.from <= :on AND (r.until IS NULL OR r.until >= :on)', { employeeId, on })
      .getOne();
    return rater?.raterId ?? null;
  }

  /** Whom the rater rates on a day; not empty means that the rater is a `leader`. */
  async rates(raterId: string, on: string): Promise<string[]> {
    const rows = await this.manager.query<{ employee_id: string }[]>(
      `SELECT employee_id FROM directory_raters WHERE rater_id = $1 AND ${inForce} ORDER BY employee_id`,
      [raterId, on],
    );
    return rows.map((row) => row.employee_id);
  }

  /** The primary placements in a unit and all below it on a day. */
  membersOf(unitId: string, on: string): Promise<PersonPlacement[]> {
    return this.manager
      .createQueryBuilder(PersonPlacement, 'p')
      .innerJoin(Unit, 'u', 'u.id = p.unitId')
      .innerJoin(Unit, 'top', `top.id = :unitId AND u.path LIKE top.path || '%'`, { unitId })
      .where('p.primary AND p.from <= :on AND (p.until IS NULL OR p.until >= :on)', { on })
      .orderBy('p.employeeId')
      .getMany();
  }

  /** Who leads the unit on a day: the primary head before an acting one. */
  headOf(unitId: string, on: string): Promise<PersonPlacement | null> {
    return this.manager
      .createQueryBuilder(PersonPlacement, 'p')
      .where('p.unitId = :unitId AND p.head AND p.from <= :on AND (p.until IS NULL OR p.until >= :on)', { unitId, on })
      .orderBy('p.primary', 'DESC')
      .addOrderBy('p.from', 'DESC')
      .getOne();
  }

  /** Where the actor acts by the given roles (default: all of the actor's): the subtree of the agency or of the own unit, or everything. */
  async scopeOf(actor: Actor, on: string, roles: readonly Role[] = actor.roles): Promise<Scope> {
    const reach = reachOf(actor.roles.filter((role) => roles.includes(role)));
    if (reach === 'everything') return everywhere;
    if (reach === 'own' || actor.employeeId === null) return nowhere;
    const placement = await this.placementOn(actor.employeeId, on);
    const unit = placement && (await this.unit(placement.unitId));
    if (!unit) return nowhere;
    return scopeIn(await this.subtree(reach === 'agency' ? unit.agencyId : unit.id));
  }
}
