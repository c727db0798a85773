import { Injectable } from '@nestjs/common';
import { DomainError, type CompetencyView, type Page } from '@siger/contracts';
import { pageOf, type Paging } from '@siger/service';
import { Access } from '../access/access.queries.js';

const select = `
  SELECT c.code, c.type, c.name, c.name_en AS "nameEn", c.legal_basis AS "legalBasis",
    COALESCE(jsonb_agg(jsonb_build_object('kind', s.kind, 'signal', s.signal) ORDER BY s.kind, s.signal)
      FILTER (WHERE s.kind IS NOT NULL), '[]') AS signals
  FROM competencies c LEFT JOIN competency_signals s ON s.competency = c.code`;

@Injectable()
export class CompetencyQueries {
  constructor(private readonly access: Access) {}

  /** By code. */
  async page({ limit, cursor }: Paging): Promise<Page<CompetencyView>> {
    const rows = await this.access.manager.query<CompetencyView[]>(
      `${select} WHERE c.code > COALESCE($1, '') GROUP BY c.code ORDER BY c.code LIMIT $2`,
      [cursor, limit + 1],
    );
    return pageOf(rows, limit, ({ code }) => code);
  }

  async one(code: string): Promise<CompetencyView> {
    const [view] = await this.access.manager.query<CompetencyView[]>(`${select} WHERE c.code = $1 GROUP BY c.code`, [code]);
    if (!view) throw new DomainError('not-found');
    return view;
  }
}
