import { Injectable } from '@nestjs/common';
import { DomainError, type EvaluationQuery, type EvaluationView } from '@siger/contracts';
import type { Paging } from '@siger/service';
import { DataSource } from 'typeorm';
import type { Reach } from '../access/access.queries.js';
import { seesRatings, type Relation } from '../access/policy.js';
import { managerOf } from '../database.js';
import { PlanQueries } from '../plan/plan.queries.js';
import { EvaluationEntity } from './evaluation.entity.js';
import type { Evaluation } from './evaluation.js';
import { evaluationView } from './evaluation-view.js';

@Injectable()
export class EvaluationQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly plans: PlanQueries,
  ) {}

  private get manager() {
    return managerOf(this.dataSource);
  }

  async get(id: string): Promise<Evaluation> {
    const evaluation = await this.manager.findOneBy(EvaluationEntity, { id });
    if (!evaluation) throw new DomainError('not-found');
    return evaluation;
  }

  /** The evaluation beside the edition of the plan that it judges, as the reader may see it. */
  async view(evaluation: Evaluation, relation: Relation): Promise<EvaluationView> {
    const content = await this.plans.edition(evaluation.planId, evaluation.planEdition);
    const { realisations } = await this.plans.get(evaluation.planId);
    return evaluationView(evaluation, { content, realisations, ratings: seesRatings(relation, evaluation.state) });
  }

  async exists(planId: string, period: string): Promise<boolean> {
    return this.manager.existsBy(EvaluationEntity, { planId, period });
  }

  async known(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.manager.query<{ id: string }[]>('SELECT id FROM evaluations WHERE id = ANY($1)', [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Annual evaluations that count, of somebody with a functional position, oldest first. */
  countingForGrade(employeeId: string): Promise<EvaluationEntity[]> {
    return this.manager
      .createQueryBuilder(EvaluationEntity, 'e')
      .where(`e.employeeId = :employeeId AND e.state = 'SELESAI' AND e.periodKind = 'TAHUNAN'`, { employeeId })
      .andWhere('e.supersededBy IS NULL AND e.grade IS NOT NULL')
      .orderBy('e.until')
      .addOrderBy('e.id')
      .getMany();
  }

  list(reach: Reach, { cycleId, period, state }: EvaluationQuery, { limit, cursor }: Paging): Promise<EvaluationEntity[]> {
    const found = this.manager.createQueryBuilder(EvaluationEntity, 'e').orderBy('e.id', 'DESC');
    if (reach.employeeIds) found.andWhere('e.employeeId = ANY(:employeeIds)', { employeeIds: reach.employeeIds });
    if (reach.unitIds) found.andWhere('e.unitId = ANY(:unitIds)', { unitIds: reach.unitIds });
    if (cycleId !== undefined) found.andWhere('e.cycleId = :cycleId', { cycleId });
    if (period !== undefined) found.andWhere('e.period = :period', { period });
    if (state !== undefined) found.andWhere('e.state = :state', { state });
    if (cursor !== null) found.andWhere('e.id < :cursor', { cursor });
    return found.limit(limit + 1).getMany();
  }
}
