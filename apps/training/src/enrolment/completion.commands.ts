import { Injectable } from '@nestjs/common';
import type { Actor } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { clock, newId } from '@siger/service';
import { CertificateCommands } from '../certificate/certificate.commands.js';
import { CourseQueries } from '../course/course.queries.js';
import { activityHeld } from '../hours/activity.js';
import { HoursCommands } from '../hours/hours.commands.js';
import { LearnerCommands } from '../learner/learner.commands.js';
import { SessionQueries } from '../session/session.queries.js';
import { EnrolmentCommands } from './enrolment.commands.js';
import { enrolments } from './enrolment.entity.js';
import { complete, type Enrolment } from './enrolment.js';

/** All that follows from a completed training, in one transaction: profile, hours and certificate, or nothing. */
@Injectable()
export class CompletionCommands {
  constructor(
    private readonly changes: Changes,
    private readonly enrolments: EnrolmentCommands,
    private readonly sessions: SessionQueries,
    private readonly courses: CourseQueries,
    private readonly learners: LearnerCommands,
    private readonly hours: HoursCommands,
    private readonly certificates: CertificateCommands,
  ) {}

  async complete(actor: Actor, id: string, ifMatch: number): Promise<Enrolment> {
    const { sessionId, courseId, employeeId } = await this.enrolments.mine(actor, 'manage-enrolment', id);
    const { startsOn, endsOn } = await this.sessions.one(sessionId);
    const { title, organiser, kind, hours, international, raises } = await this.courses.one(courseId);
    const completion = { endsOn, certificateId: newId(), today: clock.today() };
    const completed = await this.changes.change(enrolments, id, (enrolment) => complete(enrolment, completion), { ifMatch });

    await this.learners.raise(employeeId, raises, { source: 'TRAINING', sourceId: id, on: endsOn });
    const held = { kind, hours, international, startsOn, endsOn };
    const entry = await this.hours.book({
      ...{ employeeId, title, organiser, startsOn, endsOn },
      activity: activityHeld(held),
      ...{ source: 'ENROLMENT', sourceId: id },
    });
    await this.certificates.issue({
      ...{ id: completion.certificateId, enrolmentId: id, employeeId, courseId },
      ...{ course: title, organiser, kind, hours: entry.hours, startsOn, endsOn },
    });
    return completed;
  }
}
