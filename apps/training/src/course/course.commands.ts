import { Injectable } from '@nestjs/common';
import type { OfferCourse } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { newId } from '@siger/service';
import { CompetencyCommands } from '../competency/competency.commands.js';
import { courses } from './course.entity.js';
import { offer, retire, type Course } from './course.js';

@Injectable()
export class CourseCommands {
  constructor(
    private readonly changes: Changes,
    private readonly competencies: CompetencyCommands,
  ) {}

  async offer(body: OfferCourse): Promise<Course> {
    const { id = newId(), code, title, description, organiser, kind, mode, hours, international = false } = body;
    await this.competencies.mustKnow(body.raises, 'raises');
    const raises = body.raises.map(({ competency, level }) => ({ competency, level }));
    const measured = { description: description ?? null, hours: hours ?? null, international, raises };
    return this.changes.create(courses, offer({ id, code, title, organiser, kind, mode, ...measured }));
  }

  retire(id: string, ifMatch: number): Promise<Course> {
    return this.changes.change(courses, id, retire, { ifMatch });
  }
}
