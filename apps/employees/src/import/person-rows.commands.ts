import { Injectable } from '@nestjs/common';
import {
  DomainError,
  type Actor,
  type EmploymentStatus,
  type ImportedRow,
  type ImportEmployee,
  type Scope,
} from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { clock, newId, transaction } from '@siger/service';
import { In } from 'typeorm';
import { covers } from '../access/policy.js';
import { EmployeeEntity, employees } from '../employee/employee.entity.js';
import type { Employee } from '../employee/employee.js';
import { Nips, type NipReader } from '../employee/nip.queries.js';
import { PositionEntity } from '../position/position.entity.js';
import { UnitEntity } from '../unit/unit.entity.js';
import { digitsOf, outcome, plan, refusal, type Accepted, type Importer, type Known, type PersonRow } from './import.js';

/** Rows about people: read once, decided together, written one change each. */
@Injectable()
export class PersonRows {
  constructor(
    private readonly changes: Changes,
    private readonly nips: Nips,
  ) {}

  async import(actor: Actor, rows: readonly ImportEmployee[], scope: Scope): Promise<ImportedRow[]> {
    const read = await this.nips.reader();
    const people: PersonRow[] = [];
    const imported = new Map<string, ImportedRow>();
    for (const [index, row] of rows.entries()) {
      const pointer = `/employees/${index}`;
      const nip = nipOf(read, row);
      if (nip instanceof DomainError) imported.set(pointer, refusal(pointer, nip));
      else people.push({ pointer, nip, row, ids: { employee: row.id ?? newId(), placement: newId(), rater: newId() } });
    }
    const { accepted, refused } = plan(people, await this.known(people), importer(actor, scope));
    for (const { source, code } of refused) imported.set(source.pointer, refusal(source.pointer, new DomainError(code)));
    for (const it of accepted) imported.set(it.source.pointer, outcome(it.source.pointer, it.before, await this.write(it)));
    return rows.flatMap((_, index) => imported.get(`/employees/${index}`) ?? []);
  }

  /** The people are locked in the order of their ids, so that what is decided here is still true when it is written. */
  private async known(rows: readonly PersonRow[]): Promise<Known> {
    const nips = new Set(rows.flatMap(({ nip, row }) => (row.rater ? [nip, digitsOf(row.rater.nip)] : [nip])));
    const unitCodes = new Set(rows.flatMap(({ row }) => row.placement?.unitCode ?? []));
    const positionCodes = new Set(rows.flatMap(({ row }) => row.placement?.positionCode ?? []));
    const people = await transaction().find(EmployeeEntity, {
      where: { nip: In([...nips]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const brought = rows.flatMap(({ row }) => row.id ?? []);
    const taken = await transaction().find(EmployeeEntity, { where: { id: In(brought) }, select: { id: true } });
    const units = await transaction().findBy(UnitEntity, { code: In([...unitCodes]) });
    const positions = await transaction().findBy(PositionEntity, { code: In([...positionCodes]) });
    return {
      takenIds: new Set(taken.map(({ id }) => id)),
      people: new Map(people.map((it) => [it.nip, it])),
      units: new Map(units.map((it) => [it.code, it])),
      positions: new Map(positions.map((it) => [it.code, it])),
    };
  }

  private write({ before, change }: Accepted): Promise<Employee> {
    return before ? this.changes.change(employees, before.id, () => change) : this.changes.create(employees, change);
  }
}

const nipOf = (read: NipReader, { nip, status }: ImportEmployee): string | DomainError => {
  try {
    return read(nip, status as EmploymentStatus);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
};

const importer = (actor: Actor, scope: Scope): Importer => ({
  subject: actor.subject,
  at: clock.now().toISOString(),
  mayPlaceIn: (unit) => scope.has(unit.id),
  mayChange: (employee) => covers(scope, employee, clock.today()),
});
