import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type LearningRecordFilter, type LearningRecordView, type Page } from '@siger/contracts';
import { pageOf, type Paging } from '@siger/service';
import { Access, visible } from '../access/access.queries.js';

const select = `
  SELECT r.id, r.version, r.employee_id AS "employeeId", r.title, r.organiser, r.kind, r.international, r.starts_on AS "startsOn",
    r.ends_on AS "endsOn", r.hours::float8 AS hours, r.days, r.dates, r.count, r.evidence, r.status, r.note, h.hours::float8 AS booked
  FROM learning_records r LEFT JOIN hours_entries h ON h.source = 'LEARNING_RECORD' AND h.source_id = r.id`;

@Injectable()
export class LearningRecordQueries {
  constructor(private readonly access: Access) {}

  /** Those that the actor may see, in the order of their ids. 404 for a person whom the actor may not see. */
  async page(actor: Actor, filter: LearningRecordFilter, { limit, cursor }: Paging): Promise<Page<LearningRecordView>> {
    const { employeeId = null, status = null } = filter;
    if (employeeId !== null) await this.access.demand(actor, 'read', employeeId);
    const rows = await this.access.manager.query<LearningRecordView[]>(
      `${select} WHERE ${visible('r.employee_id')} AND ($5::uuid IS NULL OR r.employee_id = $5)
         AND ($6::text IS NULL OR r.status = $6) AND ($7::uuid IS NULL OR r.id > $7)
       ORDER BY r.id LIMIT $8`,
      [...(await this.access.sight(actor)), employeeId, status, cursor, limit + 1],
    );
    return pageOf(rows, limit, ({ id }) => id);
  }

  async one(actor: Actor, id: string): Promise<LearningRecordView> {
    const view = await this.view(id);
    await this.access.demand(actor, 'read', view.employeeId);
    return view;
  }

  async view(id: string): Promise<LearningRecordView> {
    const [view] = await this.access.manager.query<LearningRecordView[]>(`${select} WHERE r.id = $1`, [id]);
    if (!view) throw new DomainError('not-found');
    return view;
  }
}
