import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type EnrolmentFilter, type EnrolmentView, type Page } from '@siger/contracts';
import { pageOf, type Paging } from '@siger/service';
import { Access, visible } from '../access/access.queries.js';

const select = `
  SELECT e.id, e.version, e.session_id AS "sessionId", e.course_id AS "courseId", e.employee_id AS "employeeId",
    e.recommendation_id AS "recommendationId", e.status, c.code AS "certificateCode", h.hours::float8 AS hours
  FROM enrolments e
  LEFT JOIN certificates c ON c.enrolment_id = e.id
  LEFT JOIN hours_entries h ON h.source = 'ENROLMENT' AND h.source_id = e.id`;

@Injectable()
export class EnrolmentQueries {
  constructor(private readonly access: Access) {}

  /**
   * Those that the actor may see: own ones, of people whom it rates, of the agency that it administers. In the order of their ids.
   * 404 for a person whom the actor may not see.
   */
  async page(actor: Actor, filter: EnrolmentFilter, { limit, cursor }: Paging): Promise<Page<EnrolmentView>> {
    const { employeeId = null, sessionId = null, status = null } = filter;
    if (employeeId !== null) await this.access.demand(actor, 'read', employeeId);
    const rows = await this.access.manager.query<EnrolmentView[]>(
      `${select} WHERE ${visible('e.employee_id')} AND ($5::uuid IS NULL OR e.employee_id = $5)
         AND ($6::uuid IS NULL OR e.session_id = $6) AND ($7::text IS NULL OR e.status = $7) AND ($8::uuid IS NULL OR e.id > $8)
       ORDER BY e.id LIMIT $9`,
      [...(await this.access.sight(actor)), employeeId, sessionId, status, cursor, limit + 1],
    );
    return pageOf(rows, limit, ({ id }) => id);
  }

  async one(actor: Actor, id: string): Promise<EnrolmentView> {
    const view = await this.view(id);
    await this.access.demand(actor, 'read', view.employeeId);
    return view;
  }

  async view(id: string): Promise<EnrolmentView> {
    const [view] = await this.access.manager.query<EnrolmentView[]>(`${select} WHERE e.id = $1`, [id]);
    if (!view) throw new DomainError('not-found');
    return view;
  }
}
