import { Injectable } from '@nestjs/common';
import type { PredicateCount, ServiceFigure } from '@siger/contracts';
import { DataSource } from 'typeorm';
import { totals, type Totals } from './figure.js';

/** `units` null: the whole region. */
type Units = readonly string[] | null;
const inUnits = '($1::uuid[] IS NULL OR unit_id = ANY ($1))';

@Injectable()
export class FigureQueries {
  constructor(private readonly dataSource: DataSource) {}

  async totals(units: Units): Promise<Totals> {
    return totals(
      await this.dataSource.query(`SELECT figure, sum(value)::float8 AS value FROM figures WHERE ${inUnits} GROUP BY figure`, [
        units,
      ]),
    );
  }

  /** Employees with an established plan that reaches to the day or beyond. */
  async planned(units: Units, on: string): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(
      `SELECT count(DISTINCT employee_id)::int AS count FROM plans WHERE ${inUnits} AND until >= $2`,
      [units, on],
    );
    return row?.count ?? 0;
  }

  /** Of the appraisals that no other one corrects. */
  predicates(units: Units): Promise<PredicateCount[]> {
    return this.dataSource.query(
      `SELECT predicate, count(*)::int AS employees FROM appraisals a
        WHERE ${inUnits} AND NOT EXISTS (SELECT 1 FROM appraisals c WHERE c.supersedes = a.appraisal_id)
        GROUP BY predicate ORDER BY predicate`,
      [units],
    );
  }

  services(units: Units): Promise<ServiceFigure[]> {
    return this.dataSource.query(
      `SELECT public_service_id AS "publicServiceId", unit_id AS "unitId", index_value::text AS index, grade, respondents, until
         FROM service_indices WHERE ${inUnits} ORDER BY index_value, public_service_id LIMIT 200`,
      [units],
    );
  }

  async meanIndex(): Promise<string | null> {
    const [row] = await this.dataSource.query<{ mean: string | null }[]>(
      'SELECT round(avg(index_value), 2)::text AS mean FROM service_indices',
    );
    return row?.mean ?? null;
  }

  /** Number of the last event that monitoring has seen. */
  async lastEvent(): Promise<number> {
    const [row] = await this.dataSource.query<{ last: number }[]>(
      'SELECT coalesce(max(number), 0)::float8 AS last FROM story_events',
    );
    return row?.last ?? 0;
  }
}
