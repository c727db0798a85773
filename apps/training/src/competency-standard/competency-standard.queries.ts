import { Injectable } from '@nestjs/common';
import type { CompetencyStandardFilter, CompetencyStandardView, Page } from '@siger/contracts';
import { pageOf, type Paging } from '@siger/service';
import { Access } from '../access/access.queries.js';
import type { Level } from '../competency/competency.js';
import { requiredLevels, type CompetencyStandard, type Post } from './competency-standard.js';

const columns = `id, competency, level, position_id AS "positionId", position_kind AS "positionKind", grade`;
/** The latest standard of the same post counts, so that a new one needs no end of the old one. */
const inForce = (on: string) => `SELECT DISTINCT ON (competency, position_id, position_kind, grade) * FROM competency_standards
  WHERE effective_from <= ${on} AND (effective_to IS NULL OR effective_to >= ${on})
  ORDER BY competency, position_id, position_kind, grade, effective_from DESC`;

/** A post with every standard that could concern it. */
export type PostWithStandards = Post & { readonly standards: CompetencyStandard[] };

/** The post of a person on a day, to be read alone or inside another statement; `employee` and `on` name its parameters. */
export const postOf = (
  employee: string,
  on: string,
) => `SELECT position_id AS "positionId", position_kind AS "positionKind", grade,
  (SELECT coalesce(jsonb_agg(s), '[]') FROM (SELECT ${columns} FROM (${inForce(on)}) f
    WHERE f.position_id = p.position_id OR (f.position_kind = p.position_kind AND (f.grade IS NULL OR f.grade = p.grade))) s) AS standards
  FROM directory_placements p
  WHERE employee_id = ${employee} AND "primary" AND valid_from <= ${on} AND (valid_until IS NULL OR valid_until >= ${on})`;

/** The levels that a post requires, by code; none without a post. */
export const requiredBy = (post: PostWithStandards | null): Level[] => (post ? requiredLevels(post.standards, post) : []);

@Injectable()
export class CompetencyStandardQueries {
  constructor(private readonly access: Access) {}

  /** The levels that the employee's post requires on a day. */
  async requiredOf(employeeId: string, on: string): Promise<Level[]> {
    const [post] = await this.access.manager.query<PostWithStandards[]>(postOf('$1', '$2'), [employeeId, on]);
    return requiredBy(post ?? null);
  }

  /** Those in force on a day, by id. */
  async page(filter: CompetencyStandardFilter, on: string, { limit, cursor }: Paging): Promise<Page<CompetencyStandardView>> {
    const { competency = null, positionId = null, positionKind = null, grade = null } = filter;
    const rows = await this.access.manager.query<CompetencyStandardView[]>(
      `SELECT ${columns}, legal_basis AS "legalBasis", effective_from AS "effectiveFrom", effective_to AS "effectiveTo"
       FROM (${inForce('$1')}) s
       WHERE ($2::text IS NULL OR competency = $2) AND ($3::uuid IS NULL OR position_id = $3)
         AND ($4::text IS NULL OR position_kind = $4) AND ($5::text IS NULL OR grade = $5)
         AND ($6::uuid IS NULL OR id > $6)
       ORDER BY id LIMIT $7`,
      [on, competency, positionId, positionKind, grade, cursor, limit + 1],
    );
    return pageOf(rows, limit, ({ id }) => id);
  }
}
