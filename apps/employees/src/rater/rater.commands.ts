import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type AssignRater } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { audit, clock, newId, transaction } from '@siger/service';
import { In } from 'typeorm';
import { Access } from '../access/access.queries.js';
import { EmployeeEntity, employees } from '../employee/employee.entity.js';
import { assignRater, type Employee } from '../employee/employee.js';

@Injectable()
export class RaterCommands {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
  ) {}

  /** The rater may stand in any unit; the employee must be the actor's to administer. */
  async assign(actor: Actor, body: AssignRater, ifMatch?: number): Promise<Employee> {
    const { employeeId, raterId, from, until = null } = body;
    const { employee, rater } = await this.holdBoth(employeeId, raterId);
    if (!employee || !(await this.access.mayAdminister(actor, 'rater.assign', employee))) throw new DomainError('not-found');
    if (!rater) throw new DomainError('rater-unknown');
    audit('rater.assign', `employees/${employeeId}`, { raterId, from, until });
    const assignment = { id: newId(), raterId, from, until, assignedBy: actor.subject, assignedAt: clock.now().toISOString() };
    return this.changes.change(employees, employeeId, (state) => assignRater(state, assignment, rater), { ifMatch });
  }

  /** Both rows, always locked in the order of their ids: two assignments at once could make the two rate each other. */
  private async holdBoth(employeeId: string, raterId: string) {
    const people = await transaction().find(EmployeeEntity, {
      where: { id: In([employeeId, raterId]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return { employee: people.find(({ id }) => id === employeeId), rater: people.find(({ id }) => id === raterId) };
  }
}
