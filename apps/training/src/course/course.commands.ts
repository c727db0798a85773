import { Injectable } from '@nestjs/common';
import type { OfferCourse } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { clock, newId } from '@siger/service';
import { CompetencyCommands } from '../competency/competency.commands.js';
import { activityHeld } from '../hours/activity.js';
import { HoursQueries } from '../hours/hours.queries.js';
import { courses } from './course.entity.js';
import { offer, retire, type Course } from './course.js';

@Injectable()
export class CourseCommands {
  constructor(
    private readonly changes: Changes,
    private readonly competencies: CompetencyCommands,
    private readonly hours: HoursQueries,
  ) {}

  async offer(body: OfferCourse): Promise<Course> {
    const { id = newId(), code, title, description, organiser, kind, mode, hours, international = false } = body;
    await this.competencies.mustKnow(body.raises, 'raises');
    const raises = body.raises.map(({ competency, level }) => ({ competency, level }));
    const measured = { description: description ?? null, hours: hours ?? null, international, raises };
    const change = offer({ id, code, title, organiser, kind, mode, ...measured });
    const today = clock.today();
    // A course whose hours could not be counted would only be found out when somebody has completed it.
    await this.hours.mustCount(activityHeld({ ...change.state, startsOn: today, endsOn: today }), today);
    return this.changes.create(courses, change);
  }

  retire(id: string, ifMatch: number): Promise<Course> {
    return this.changes.change(courses, id, retire, { ifMatch });
  }
}
