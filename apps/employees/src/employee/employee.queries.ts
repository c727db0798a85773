import { Injectable } from '@nestjs/common';
import {
  DomainError,
  type Actor,
  type EmployeeFilter,
  type EmployeeSummary,
  type EmployeeView,
  type Page,
} from '@siger/contracts';
import { clock, isId, pageOf, type Paging } from '@siger/service';
import { Access } from '../access/access.queries.js';
import type { Action } from '../access/policy.js';
import { CompetencyProfile } from '../competency/competency.entity.js';
import { EmployeeEntity } from './employee.entity.js';
import type { Employee } from './employee.js';

/** `on`: the day of the placements that are shown and filtered by. */
export type Listing = EmployeeFilter & { readonly on: string };

/** Each employee with the placement of a day: the primary one, or of the unit that is asked for. */
const summaries = `
  SELECT e.id, e.nip, e.name, e.status, e.active, p."unitId", p."positionName", p."positionKind", p.head
  FROM employees e
  LEFT JOIN LATERAL (
    SELECT * FROM jsonb_to_recordset(e.placements)
      AS p("unitId" uuid, "positionName" text, "positionKind" text, head boolean, "primary" boolean, "from" date, until date)
    WHERE p."from" <= $1 AND (p.until IS NULL OR p.until >= $1) AND ($4::uuid IS NULL OR p."unitId" = $4)
    ORDER BY p."primary" DESC, p."from" DESC LIMIT 1) p ON true`;

/** `?|` and `@>` use the expression indexes; the lateral placement then decides by day. */
const inUnits = `jsonb_path_query_array(e.placements, '$[*].unitId') ?| $5::text[] AND p."unitId" = ANY($5::uuid[])`;
const own = `e.id = $6 OR (jsonb_path_query_array(e.raters, '$[*].raterId') ? $6::text AND EXISTS (
  SELECT 1 FROM jsonb_to_recordset(e.raters) AS r("raterId" uuid, "from" date, until date)
  WHERE r."raterId" = $6 AND r."from" <= $7 AND (r.until IS NULL OR r.until >= $7)))`;
const matches = `
  ($2::text IS NULL OR (e.name, e.id) > ($2, $3::uuid))
  AND ($4::uuid IS NULL OR (jsonb_path_query_array(e.placements, '$[*].unitId') ? $4::text AND p."unitId" = $4))
  AND ($8::text IS NULL OR e.name ILIKE '%' || $8 || '%' OR e.nip LIKE $8 || '%')`;

const position = ({ name, id }: { name: string; id: string }) => `${id} ${name}`;
const after = (cursor: string | null): [name: string | null, id: string | null] => {
  if (cursor === null) return [null, null];
  const id = cursor.slice(0, 36);
  if (!isId(id)) throw new DomainError('invalid-parameter', {}, [{ pointer: '/cursor', code: 'format', detail: 'next' }]);
  return [cursor.slice(37), id];
};
const literally = (text: string | undefined) => text?.replace(/[\\%_]/g, '\\$&') ?? null;

@Injectable()
export class EmployeeQueries {
  constructor(private readonly access: Access) {}

  /** By name: who is inside the actor's scope, the actor, and whom the actor rates today. */
  async list(actor: Actor, { on, q, unitId }: Listing, { limit, cursor }: Paging): Promise<Page<EmployeeSummary>> {
    const scope = await this.access.scope(actor, 'employee.list');
    const rows = await this.access.manager.query<EmployeeSummary[]>(
      `${summaries} WHERE ${matches} AND ($10 OR (${inUnits}) OR ${own}) ORDER BY e.name, e.id LIMIT $9`,
      [
        on,
        ...after(cursor),
        unitId ?? null,
        [...scope.unitIds],
        actor.employeeId,
        clock.today(),
        literally(q),
        limit + 1,
        scope.everything,
      ],
    );
    return pageOf(rows, limit, position);
  }

  async ofUnit(actor: Actor, unitId: string, on: string, paging: Paging): Promise<Page<EmployeeSummary>> {
    await this.access.requireUnit(actor, 'employee.list', unitId);
    return this.list(actor, { on, unitId }, paging);
  }

  async one(actor: Actor, id: string): Promise<EmployeeView> {
    return this.view(await this.visible(actor, 'employee.read', id));
  }

  /** The employee, if the actor may see one; else unknown. */
  async visible(actor: Actor, action: Action, id: string): Promise<Employee> {
    const employee = await this.access.manager.findOneBy(EmployeeEntity, { id });
    if (!employee || !(await this.access.maySee(actor, action, employee))) throw new DomainError('not-found');
    return employee;
  }

  async view({ id, version, nip, name, status, active, placements, raters }: Employee): Promise<EmployeeView> {
    const profile = await this.access.manager.findOneBy(CompetencyProfile, { employeeId: id });
    return {
      id,
      version,
      nip,
      name,
      status,
      active,
      placements: [...placements],
      raters: raters.map((rater) => ({ ...rater, employeeId: id })),
      competencies: [...(profile?.competencies ?? [])],
    };
  }
}
