import { Injectable } from '@nestjs/common';
import { DomainError, type CourseFilter, type CourseView, type Page } from '@siger/contracts';
import { pageOf, type Paging } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { CourseEntity } from './course.entity.js';
import type { Course } from './course.js';

export const toView = (course: Course): CourseView => {
  const { id, version, code, title, description, organiser, kind, mode, hours, international, raises, retired } = course;
  return { id, version, code, title, description, organiser, kind, mode, hours, international, raises: [...raises], retired };
};

@Injectable()
export class CourseQueries {
  constructor(private readonly access: Access) {}

  /** What is offered, by code. */
  async page({ competency, kind }: CourseFilter, { limit, cursor }: Paging): Promise<Page<CourseView>> {
    const query = this.access.manager.createQueryBuilder(CourseEntity, 'course').where('NOT course.retired');
    if (competency !== undefined) query.andWhere('course.raises @> :raised::jsonb', { raised: JSON.stringify([{ competency }]) });
    if (kind !== undefined) query.andWhere('course.kind = :kind', { kind });
    if (cursor !== null) query.andWhere('course.code > :cursor', { cursor });
    const rows = await query
      .orderBy('course.code')
      .limit(limit + 1)
      .getMany();
    return pageOf(rows.map(toView), limit, ({ code }) => code);
  }

  async one(id: string): Promise<Course> {
    const course = await this.access.manager.findOneBy(CourseEntity, { id });
    if (!course) throw new DomainError('not-found');
    return course;
  }
}
