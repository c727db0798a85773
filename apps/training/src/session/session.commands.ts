import { Injectable } from '@nestjs/common';
import { invalid, type ScheduleSession } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { newId, transaction } from '@siger/service';
import { CourseEntity } from '../course/course.entity.js';
import { sessions } from './session.entity.js';
import { schedule, type Session } from './session.js';

@Injectable()
export class SessionCommands {
  constructor(private readonly changes: Changes) {}

  async schedule(body: ScheduleSession): Promise<Session> {
    const { id = newId(), courseId, startsOn, endsOn, place, link, seats } = body;
    const course = await transaction().findOneBy(CourseEntity, { id: courseId });
    if (!course) throw invalid({ pointer: '/courseId', code: 'unknown', detail: 'not in the catalogue' });
    const where = { place: place ?? null, link: link ?? null };
    return this.changes.create(sessions, schedule({ id, courseId, startsOn, endsOn, ...where, seats }, course));
  }
}
