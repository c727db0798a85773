import { Injectable } from '@nestjs/common';
import { DomainError, type IndexPublished, type PlanQuery, type RoleMatrixCell, type RoleMatrixView } from '@siger/contracts';
import type { Paging } from '@siger/service';
import { DataSource, In } from 'typeorm';
import type { Reach } from '../access/access.queries.js';
import { managerOf } from '../database.js';
import { ServiceIndexEntity } from '../realisation/service-index.entity.js';
import { parentsOf, type Cascade } from './cascade.js';
import { PlanEditionEntity, PlanEntity } from './plan.entity.js';
import type { Plan, Result } from './plan.js';
import { resultViews } from './plan-view.js';

type Ids = { id: string }[];

@Injectable()
export class PlanQueries {
  constructor(private readonly dataSource: DataSource) {}

  private get manager() {
    return managerOf(this.dataSource);
  }

  async get(id: string): Promise<Plan> {
    const plan = await this.manager.findOneBy(PlanEntity, { id });
    if (!plan) throw new DomainError('not-found');
    return plan;
  }

  byId(ids: readonly string[]): Promise<Plan[]> {
    return this.manager.findBy(PlanEntity, { id: In([...ids]) });
  }

  list(reach: Reach, { cycleId, state }: PlanQuery, { limit, cursor }: Paging): Promise<PlanEntity[]> {
    const found = this.manager
      .createQueryBuilder(PlanEntity, 'p')
      .orderBy('p.id', 'DESC')
      .limit(limit + 1);
    if (reach.employeeIds) found.andWhere('p.employeeId = ANY(:employeeIds)', { employeeIds: reach.employeeIds });
    if (reach.unitIds) found.andWhere('p.unitId = ANY(:unitIds)', { unitIds: reach.unitIds });
    if (cycleId !== undefined) found.andWhere('p.cycleId = :cycleId', { cycleId });
    if (state !== undefined) found.andWhere('p.state = :state', { state });
    if (cursor !== null) found.andWhere('p.id < :cursor', { cursor });
    return found.getMany();
  }

  editions(planId: string): Promise<PlanEditionEntity[]> {
    return this.manager.find(PlanEditionEntity, { where: { planId }, order: { edition: 'ASC' } });
  }

  async edition(planId: string, edition: number): Promise<PlanEditionEntity> {
    const found = await this.manager.findOneBy(PlanEditionEntity, { planId, edition });
    if (!found) throw new DomainError('not-found');
    return found;
  }

  /** What is in force, also while a revision is worked on. */
  async inForce(planId: string): Promise<PlanEditionEntity> {
    const found = await this.manager.findOne(PlanEditionEntity, { where: { planId }, order: { edition: 'DESC' } });
    if (!found) throw new DomainError('plan-not-established');
    return found;
  }

  async overlaps({ id, employeeId, from, until }: Pick<Plan, 'id' | 'employeeId' | 'from' | 'until'>): Promise<boolean> {
    const found = await this.manager.query<Ids>(
      'SELECT id FROM plans WHERE employee_id = $1 AND id <> $2 AND valid_from <= $4 AND valid_until >= $3 LIMIT 1',
      [employeeId, id, from, until],
    );
    return found.length > 0;
  }

  /** What stands above a plan: the results of the rater's plans of the same time, and everything further up. */
  async cascade(plan: Plan, raterId: string | null): Promise<Cascade> {
    const leader = await this.manager.query<Ids>(
      `SELECT r.result_id AS id FROM plan_results r JOIN plans p ON p.id = r.plan_id
       WHERE p.employee_id = $1 AND p.valid_from <= $3 AND p.valid_until >= $2`,
      [raterId, plan.from, plan.until],
    );
    const ancestors = await this.manager.query<Ids>(
      `WITH RECURSIVE above AS (
         SELECT unnest(parent_ids) AS id FROM plan_results WHERE result_id = ANY($1)
         UNION SELECT unnest(r.parent_ids) FROM plan_results r JOIN above ON r.result_id = above.id
       ) SELECT id FROM above`,
      [parentsOf(plan)],
    );
    const ids = (rows: Ids) => new Set(rows.map(({ id }) => id));
    return { leaderResultIds: ids(leader), ancestorIds: ids(ancestors) };
  }

  /** Indices of the services that realise indicators of the results, as they ended. */
  async indicesFor(results: readonly Result[]): Promise<IndexPublished[]> {
    const services = results.flatMap((result) => result.indicators.flatMap(({ source }) => source?.publicServiceId ?? []));
    if (services.length === 0) return [];
    const found = await this.manager
      .createQueryBuilder(ServiceIndexEntity, 'i')
      .where('i.publicServiceId = ANY(:services)', { services })
      .orderBy('i.until')
      .addOrderBy('i.indexId')
      .getMany();
    return found.map(({ published }) => published);
  }

  /** Plans with an indicator of the service, of years that still change. */
  async boundTo(publicServiceId: string): Promise<string[]> {
    const found = await this.manager.query<Ids>(
      `SELECT s.plan_id AS id FROM plan_indicator_sources s JOIN plans p ON p.id = s.plan_id JOIN cycles c ON c.id = p.cycle_id
       WHERE s.public_service_id = $1 AND c.state <> 'DIKUNCI' ORDER BY s.plan_id`,
      [publicServiceId],
    );
    return found.map(({ id }) => id);
  }

  /** Matriks peran hasil: who works towards which result of a leader. */
  async roleMatrix(plan: Plan): Promise<RoleMatrixView> {
    const columns = resultViews(plan);
    const cells = await this.manager.query<RoleMatrixCell[]>(
      `SELECT parent AS "parentResultId", p.employee_id AS "employeeId", p.id AS "planId", r.result_id AS "resultId",
              (SELECT one ->> 'description' FROM jsonb_array_elements(p.results) one WHERE one ->> 'id' = r.result_id::text) AS description
       FROM plan_results r JOIN plans p ON p.id = r.plan_id, unnest(r.parent_ids) parent
       WHERE r.parent_ids && $1::uuid[] AND parent = ANY($1::uuid[]) ORDER BY parent, p.employee_id, r.result_id LIMIT 5000`,
      [columns.map(({ id }) => id)],
    );
    const served = new Set(cells.map(({ parentResultId }) => parentResultId));
    const withoutContribution = columns.map(({ id }) => id).filter((id) => !served.has(id));
    return { planId: plan.id, leaderId: plan.employeeId, columns, cells, withoutContribution };
  }
}
