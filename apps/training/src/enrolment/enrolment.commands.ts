import { Injectable } from '@nestjs/common';
import { DomainError, invalid, type Actor, type RequestEnrolment } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { clock, newId, transaction } from '@siger/service';
import { Not } from 'typeorm';
import { Access } from '../access/access.queries.js';
import type { Action } from '../access/policy.js';
import { RecommendationCommands } from '../recommendation/recommendation.commands.js';
import { RecommendationEntity } from '../recommendation/recommendation.entity.js';
import { SessionEntity } from '../session/session.entity.js';
import { SessionQueries } from '../session/session.queries.js';
import { EnrolmentEntity, enrolments } from './enrolment.entity.js';
import { attend, request, type Enrolment } from './enrolment.js';

@Injectable()
export class EnrolmentCommands {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly sessions: SessionQueries,
    private readonly recommendations: RecommendationCommands,
  ) {}

  async request(actor: Actor, body: RequestEnrolment): Promise<Enrolment> {
    const { id = newId(), sessionId, recommendationId = null, employeeId = this.access.self(actor) } = body;
    await this.access.demand(actor, 'request-enrolment', employeeId);
    const session = await transaction().findOneBy(SessionEntity, { id: sessionId });
    if (!session) throw invalid({ pointer: '/sessionId', code: 'unknown', detail: 'no such session' });
    const { courseId } = session;
    if (await transaction().existsBy(EnrolmentEntity, { sessionId, employeeId, status: Not('CANCELLED' as const) }))
      throw new DomainError('already-enrolled');
    if (recommendationId !== null) await this.follow(recommendationId, { employeeId, courseId });
    const wish = { id, sessionId, courseId, employeeId, recommendationId };
    return this.changes.create(enrolments, request(wish, session, clock.today()));
  }

  async attend(actor: Actor, id: string, ifMatch: number): Promise<Enrolment> {
    const { sessionId } = await this.mine(actor, 'manage-enrolment', id);
    const session = await this.sessions.one(sessionId);
    return this.changes.change(enrolments, id, (enrolment) => attend(enrolment, session, clock.today()), { ifMatch });
  }

  /** The enrolment, if it is the actor's to act on. */
  async mine(actor: Actor, action: Action, id: string): Promise<Enrolment> {
    const enrolment = await transaction().findOneBy(EnrolmentEntity, { id });
    if (!enrolment) throw new DomainError('not-found');
    await this.access.demand(actor, action, enrolment.employeeId);
    return enrolment;
  }

  private async follow(id: string, expected: { employeeId: string; courseId: string }): Promise<void> {
    if (!(await transaction().existsBy(RecommendationEntity, { id, ...expected })))
      throw invalid({
        pointer: '/recommendationId',
        code: 'unknown',
        detail: 'not a recommendation of this course for this employee',
      });
    await this.recommendations.follow(id);
  }
}
