import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type Page, type RecommendationSetView, type RecommendationView } from '@siger/contracts';
import { audit, inTransaction, pageOf, type Paging } from '@siger/service';
import { DataSource } from 'typeorm';
import { Access } from '../access/access.queries.js';

const view = `jsonb_build_object('id', r.id, 'version', r.version, 'employeeId', r.employee_id, 'appraisalId', r.appraisal_id,
  'courseId', r.course_id, 'courseTitle', c.title, 'courseKind', c.kind, 'competency', r.competency, 'level', r.level,
  'purpose', r.purpose, 'rank', r.rank, 'status', r.status, 'reasons', r.reasons)`;

@Injectable()
export class RecommendationQueries {
  constructor(
    private readonly access: Access,
    private readonly dataSource: DataSource,
  ) {}

  /** A set per appraisal, the newest first. Its reasons tell ratings, and every reading of a rating is noted. */
  async page(actor: Actor, employeeId: string, page: Paging): Promise<Page<RecommendationSetView>> {
    await this.access.demand(actor, 'read', employeeId);
    return inTransaction(this.dataSource, () => {
      audit('recommendations.read', employeeId);
      return this.sets(employeeId, page);
    });
  }

  async one(id: string): Promise<RecommendationView> {
    const [row] = await this.access.manager.query<{ view: RecommendationView }[]>(
      `SELECT ${view} AS view FROM recommendations r JOIN courses c ON c.id = r.course_id WHERE r.id = $1`,
      [id],
    );
    if (!row) throw new DomainError('not-found');
    return row.view;
  }

  private async sets(employeeId: string, { limit, cursor }: Paging): Promise<Page<RecommendationSetView>> {
    const [madeOn = null, appraisalId = null] = cursor?.split(' ') ?? [];
    const rows = await this.access.manager.query<RecommendationSetView[]>(
      `SELECT s.appraisal_id AS "appraisalId", s.made_on AS "madeOn", s.superseded_by AS "supersededBy", s.uncovered,
         COALESCE((SELECT jsonb_agg(${view} ORDER BY r.rank) FROM recommendations r JOIN courses c ON c.id = r.course_id
           WHERE r.appraisal_id = s.appraisal_id), '[]') AS items
       FROM recommendation_sets s
       WHERE s.employee_id = $1 AND ($2::date IS NULL OR (s.made_on, s.appraisal_id) < ($2::date, $3::uuid))
       ORDER BY s.made_on DESC, s.appraisal_id DESC LIMIT $4`,
      [employeeId, madeOn, appraisalId, limit + 1],
    );
    return pageOf(rows, limit, (set) => `${set.madeOn} ${set.appraisalId}`);
  }
}
