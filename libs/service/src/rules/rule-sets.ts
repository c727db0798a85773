import { Injectable } from '@nestjs/common';
import { DomainError } from '@siger/contracts';
import { DataSource } from 'typeorm';
import { isInTransaction, transaction } from '../database/transaction.js';

/** An official rule as it was in force in a period. */
export interface RuleSet {
  readonly id: string;
  readonly rule: string;
  readonly legalBasis: string;
  readonly effectiveFrom: string;
  /** The last day; null: until further notice. */
  readonly effectiveTo: string | null;
  /** Whether the text of the regulation was seen; otherwise the value is the best known one. */
  readonly confirmed: boolean;
  readonly parameters: unknown;
}

const columns = `id, rule, legal_basis AS "legalBasis", effective_from::text AS "effectiveFrom",
  effective_to::text AS "effectiveTo", confirmed, parameters`;
const inForce = 'effective_from <= $1 AND (effective_to IS NULL OR effective_to >= $1)';

@Injectable()
export class RuleSets {
  constructor(private readonly db: DataSource) {}

  /** The rule set of a day; the real flow keeps its id in what it computes. */
  async inForce(rule: string, on: string): Promise<RuleSet> {
    // A request that changes something holds one connection already; a second one for each would exhaust the pool.
    const db = isInTransaction() ? transaction() : this.db;
    const [found] = await db.query<RuleSet[]>(
      `SELECT ${columns} FROM rule_sets WHERE ${inForce} AND rule = $2 ORDER BY effective_from DESC LIMIT 1`,
      [on, rule],
    );
    if (!found) throw new DomainError('no-rule-in-force', { rule, on });
    return found;
  }

  /** Every rule in force on a day. */
  list(on: string): Promise<RuleSet[]> {
    return this.db.query<RuleSet[]>(`SELECT ${columns} FROM rule_sets WHERE ${inForce} ORDER BY rule, effective_from`, [on]);
  }
}
