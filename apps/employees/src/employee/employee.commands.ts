import { Injectable } from '@nestjs/common';
import {
  DomainError,
  invalid,
  type Actor,
  type EmploymentStatus,
  type LeaveService,
  type PlaceEmployee,
  type RegisterEmployee,
} from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { audit, clock, newId, transaction } from '@siger/service';
import { Access } from '../access/access.queries.js';
import type { Action } from '../access/policy.js';
import { PositionEntity } from '../position/position.entity.js';
import { UnitEntity } from '../unit/unit.entity.js';
import { existsOn } from '../unit/unit.js';
import { EmployeeEntity, employees } from './employee.entity.js';
import { inTurn, leave, place, register, type Employee, type Placement } from './employee.js';
import { Nips } from './nip.queries.js';

@Injectable()
export class EmployeeCommands {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly nips: Nips,
  ) {}

  /** Whoever administers less than everything registers people into a unit that he or she administers. */
  async register(actor: Actor, { id = newId(), name, placement, ...body }: RegisterEmployee): Promise<Employee> {
    const status = body.status as EmploymentStatus;
    const nip = (await this.nips.reader())(body.nip, status);
    const scope = await this.access.scope(actor, 'employee.register');
    if (!placement && !scope.everything) throw invalid({ pointer: '/placement', code: 'required', detail: 'placement' });
    if (await transaction().existsBy(EmployeeEntity, { nip })) throw new DomainError('nip-taken');
    if (await transaction().existsBy(EmployeeEntity, { id })) throw new DomainError('already-exists');
    audit('employee.register', `employees/${id}`);
    const registered = register({ id, nip, name, status });
    if (!placement) return this.changes.create(employees, registered);
    const held = await this.placement(actor, 'employee.register', placement);
    return this.changes.create(
      employees,
      inTurn(registered, (employee) => place(employee, held)),
    );
  }

  async place(actor: Actor, id: string, body: PlaceEmployee, ifMatch: number): Promise<Employee> {
    await this.requireEmployee(actor, 'employee.place', id);
    const held = await this.placement(actor, 'employee.place', body);
    audit('employee.place', `employees/${id}`, { unitId: body.unitId, from: body.from });
    return this.changes.change(employees, id, (employee) => place(employee, held), { ifMatch });
  }

  async leave(actor: Actor, id: string, { until }: LeaveService, ifMatch: number): Promise<Employee> {
    await this.requireEmployee(actor, 'employee.leave', id);
    audit('employee.leave', `employees/${id}`, { until });
    return this.changes.change(employees, id, (employee) => leave(employee, { until, today: clock.today() }), { ifMatch });
  }

  /** UU 27/2022: the person is forgotten here, and by every service that reads the tombstone. */
  async erase(id: string): Promise<void> {
    await this.changes.erase(employees, id);
    audit('employee.erase', `employees/${id}`);
  }

  private async requireEmployee(actor: Actor, action: Action, id: string): Promise<void> {
    const employee = await transaction().findOneBy(EmployeeEntity, { id });
    if (!employee || !(await this.access.mayAdminister(actor, action, employee))) throw new DomainError('not-found');
  }

  private async placement(actor: Actor, action: Action, body: PlaceEmployee): Promise<Placement> {
    const { unitId, positionId, head = false, primary = true, from, until = null } = body;
    const scope = await this.access.scope(actor, action);
    const unit = await transaction().findOneBy(UnitEntity, { id: unitId });
    if (!unit || !scope.has(unitId) || !existsOn(unit, from)) throw new DomainError('unit-unknown');
    const position = await transaction().findOneBy(PositionEntity, { id: positionId });
    if (!position) throw new DomainError('position-unknown');
    const { name: positionName, kind: positionKind, grade } = position;
    return { placementId: newId(), unitId, positionId, positionName, positionKind, grade, head, primary, from, until };
  }
}
