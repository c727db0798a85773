import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type Page, type RaterAssignmentView, type RaterFilter, type RaterView } from '@siger/contracts';
import { isId, pageOf, type Paging } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { EmployeeEntity } from '../employee/employee.entity.js';
import { EmployeeQueries } from '../employee/employee.queries.js';
import { inForce } from '../employee/timeline.js';

@Injectable()
export class RaterQueries {
  constructor(
    private readonly access: Access,
    private readonly employees: EmployeeQueries,
  ) {}

  /** Who rates the employee on a day; 404 where nobody does. */
  async on(actor: Actor, employeeId: string, on: string): Promise<RaterView> {
    const employee = await this.employees.visible(actor, 'rater.read', employeeId);
    const assignment = employee.raters.find((known) => inForce(known, on));
    if (!assignment) throw new DomainError('not-found');
    const rater = await this.access.manager.findOneBy(EmployeeEntity, { id: assignment.raterId });
    return { ...assignment, employeeId, raterName: rater?.name ?? '-' };
  }

  /** The assignments in force on a day, by employee: inside the actor's scope, the actor's own, and those where the actor rates. */
  async list(
    actor: Actor,
    { on, employeeId, raterId }: RaterFilter & { readonly on: string },
    { limit, cursor }: Paging,
  ): Promise<Page<RaterAssignmentView>> {
    if (cursor !== null && !isId(cursor))
      throw new DomainError('invalid-parameter', {}, [{ pointer: '/cursor', code: 'format', detail: 'next' }]);
    const scope = await this.access.scope(actor, 'rater.read');
    const rows = await this.access.manager.query<RaterAssignmentView[]>(
      `SELECT r.id, e.id AS "employeeId", r."raterId", r."from", r.until, r."assignedBy", r."assignedAt"
       FROM employees e
       CROSS JOIN jsonb_to_recordset(e.raters)
         AS r(id uuid, "raterId" uuid, "from" date, until date, "assignedBy" text, "assignedAt" text)
       WHERE r."from" <= $1 AND (r.until IS NULL OR r.until >= $1)
         AND ($2::uuid IS NULL OR e.id > $2)
         AND ($3::uuid IS NULL OR e.id = $3)
         AND ($4::uuid IS NULL OR (jsonb_path_query_array(e.raters, '$[*].raterId') ? $4::text AND r."raterId" = $4))
         AND ($5 OR e.id = $6 OR r."raterId" = $6 OR (
           jsonb_path_query_array(e.placements, '$[*].unitId') ?| $7::text[] AND EXISTS (
             SELECT 1 FROM jsonb_to_recordset(e.placements) AS p("unitId" uuid, "from" date, until date)
             WHERE p."unitId" = ANY($7::uuid[]) AND p."from" <= $1 AND (p.until IS NULL OR p.until >= $1))))
       ORDER BY e.id LIMIT $8`,
      [on, cursor, employeeId ?? null, raterId ?? null, scope.everything, actor.employeeId, [...scope.unitIds], limit + 1],
    );
    return pageOf(rows, limit, (row) => row.employeeId);
  }
}
