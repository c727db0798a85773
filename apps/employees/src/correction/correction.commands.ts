import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type CorrectionKind, type RequestCorrection } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { audit, clock, newId, transaction } from '@siger/service';
import { EmployeeEntity } from '../employee/employee.entity.js';
import { RaterCommands } from '../rater/rater.commands.js';
import { corrections } from './correction.entity.js';
import { approve, reject, request, type Correction, type Decision } from './correction.js';
import { CorrectionQueries } from './correction.queries.js';

@Injectable()
export class CorrectionCommands {
  constructor(
    private readonly changes: Changes,
    private readonly queries: CorrectionQueries,
    private readonly raters: RaterCommands,
  ) {}

  async request(actor: Actor, { kind, note, ...proposed }: RequestCorrection): Promise<Correction> {
    const { raterId = null, from = null }: { raterId?: string | null; from?: string | null } = proposed;
    const { employeeId } = actor;
    if (employeeId === null || !(await transaction().existsBy(EmployeeEntity, { id: employeeId })))
      throw new DomainError('forbidden');
    if (raterId !== null && !(await transaction().existsBy(EmployeeEntity, { id: raterId })))
      throw new DomainError('rater-unknown');
    const [id, requestedAt] = [newId(), clock.now().toISOString()];
    audit('correction.request', `corrections/${id}`, { kind });
    return this.changes.create(
      corrections,
      request({ id, employeeId, kind: kind as CorrectionKind, note, raterId, from, requestedAt }),
    );
  }

  /** Another rater is assigned at once; what else was wrong, its source is to correct. */
  async approve(actor: Actor, id: string, ifMatch: number): Promise<Correction> {
    const { employeeId, raterId, from } = await this.forDecision(actor, id);
    audit('correction.approve', `corrections/${id}`, { employeeId, raterId });
    const approved = await this.changes.change(corrections, id, (state) => approve(state, decision(actor)), { ifMatch });
    if (raterId !== null) await this.raters.assign(actor, { employeeId, raterId, from: from ?? clock.today() });
    return approved;
  }

  async reject(actor: Actor, id: string, reason: string, ifMatch: number): Promise<Correction> {
    const { employeeId } = await this.forDecision(actor, id);
    audit('correction.reject', `corrections/${id}`, { employeeId });
    return this.changes.change(corrections, id, (state) => reject(state, decision(actor), reason), { ifMatch });
  }

  /** Nobody decides on a request of one's own. */
  private async forDecision(actor: Actor, id: string): Promise<Correction> {
    const correction = await this.queries.visible(actor, 'correction.decide', id);
    if (correction.employeeId === actor.employeeId) throw new DomainError('forbidden');
    return correction;
  }
}

const decision = (actor: Actor): Decision => ({ by: actor.subject, at: clock.now().toISOString() });
