import { Injectable } from '@nestjs/common';
import { changed, type Actor } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { clock, transaction } from '@siger/service';
import { sessions } from '../session/session.entity.js';
import { freeSeat, hasSeat, takeSeat, type Session } from '../session/session.js';
import { EnrolmentCommands } from './enrolment.commands.js';
import { EnrolmentEntity, enrolments } from './enrolment.entity.js';
import { approve, cancel, holdsSeat, type Enrolment } from './enrolment.js';

/** Seats are given and freed under the lock of their session, which is always taken before that of an enrolment. */
@Injectable()
export class SeatCommands {
  constructor(
    private readonly changes: Changes,
    private readonly enrolments: EnrolmentCommands,
  ) {}

  async approve(actor: Actor, id: string, ifMatch: number): Promise<Enrolment> {
    const { sessionId } = await this.enrolments.mine(actor, 'manage-enrolment', id);
    const session = await this.hold(sessionId);
    const seatFree = hasSeat(session);
    const enrolment = await this.changes.change(enrolments, id, (asked) => approve(asked, seatFree, clock.now()), { ifMatch });
    if (seatFree) await this.changes.change(sessions, sessionId, takeSeat);
    return enrolment;
  }

  /** A seat that becomes free goes to whoever waits longest. */
  async cancel(actor: Actor, id: string, ifMatch: number): Promise<Enrolment> {
    const { sessionId } = await this.enrolments.mine(actor, 'cancel-enrolment', id);
    const session = await this.hold(sessionId);
    let freed = false;
    const cancelled = await this.changes.change(
      enrolments,
      id,
      (enrolment) => {
        freed = holdsSeat(enrolment);
        return cancel(enrolment);
      },
      { ifMatch },
    );
    if (freed && !(await this.passOn(session))) await this.changes.change(sessions, sessionId, freeSeat);
    return cancelled;
  }

  private hold(sessionId: string): Promise<Session> {
    return this.changes.change(sessions, sessionId, (session) => changed(session));
  }

  private async passOn({ id: sessionId, endsOn }: Session): Promise<boolean> {
    if (endsOn < clock.today()) return false;
    const next = await transaction().findOne(EnrolmentEntity, {
      where: { sessionId, status: 'WAITING' },
      order: { waitingSince: 'ASC', id: 'ASC' },
    });
    if (!next) return false;
    await this.changes.change(enrolments, next.id, (waiting) => approve(waiting, true, clock.now()));
    return true;
  }
}
