import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type CorrectionView, type Page } from '@siger/contracts';
import { isId, pageOf, type Paging } from '@siger/service';
import { Access } from '../access/access.queries.js';
import type { Action } from '../access/policy.js';
import { EmployeeEntity } from '../employee/employee.entity.js';
import { CorrectionEntity } from './correction.entity.js';
import type { Correction } from './correction.js';

/** Field by field: a row holds more than its view shows. */
export const toView = (correction: Correction): CorrectionView => {
  const { id, version, employeeId, kind, note, raterId, from, status, requestedAt, decidedBy, decidedAt, reason } = correction;
  return { id, version, employeeId, kind, note, raterId, from, status, requestedAt, decidedBy, decidedAt, reason };
};

@Injectable()
export class CorrectionQueries {
  constructor(private readonly access: Access) {}

  /** Newest first: the actor's own, and those of people inside the actor's scope. */
  async page(actor: Actor, { limit, cursor }: Paging): Promise<Page<CorrectionView>> {
    if (cursor !== null && !isId(cursor))
      throw new DomainError('invalid-parameter', {}, [{ pointer: '/cursor', code: 'format', detail: 'next' }]);
    const scope = await this.access.scope(actor, 'correction.read');
    const rows = await this.access.manager
      .createQueryBuilder(CorrectionEntity, 'c')
      .innerJoin(EmployeeEntity, 'e', 'e.id = c.employeeId')
      .where(
        `(:everything OR e.id = :self OR EXISTS (SELECT 1 FROM jsonb_to_recordset(e.placements) AS p("unitId" uuid)
           WHERE p."unitId" = ANY(:unitIds::uuid[])))`,
        { everything: scope.everything, self: actor.employeeId, unitIds: [...scope.unitIds] },
      )
      .andWhere('(:cursor::uuid IS NULL OR c.id < :cursor)', { cursor })
      .orderBy('c.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    return pageOf(rows.map(toView), limit, ({ id }) => id);
  }

  async visible(actor: Actor, action: Action, id: string): Promise<Correction> {
    const correction = await this.access.manager.findOneBy(CorrectionEntity, { id });
    const employee = correction && (await this.access.manager.findOneBy(EmployeeEntity, { id: correction.employeeId }));
    const own = employee?.id === actor.employeeId;
    if (!correction || !employee || !(own || (await this.access.mayAdminister(actor, action, employee))))
      throw new DomainError('not-found');
    return correction;
  }
}
