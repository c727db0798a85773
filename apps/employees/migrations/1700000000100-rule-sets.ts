import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { NipParameters } from '../src/rule/nip.js';

/** The rule sets in force when Siger began. `confirmed`: the text of the regulation was seen. */
export const ruleSets = {
  nip: {
    id: '018f6f00-0000-7000-8000-0000000000e1',
    legalBasis: 'Peraturan Kepala BKN 22/2007; bentuk NI PPPK dan batas usia menurut praktik',
    effectiveFrom: '2007-01-01',
    confirmed: true,
    parameters: {
      digits: 18,
      sexes: { '1': 'L', '2': 'P' },
      contractCode: { least: 21, most: 29 },
      age: { refusedBelow: 16, unusualBelow: 18, unusualAbove: 46 },
    } satisfies NipParameters,
  },
};

export class RuleSets1700000000100 implements MigrationInterface {
  async up(db: QueryRunner) {
    for (const [rule, { id, legalBasis, effectiveFrom, confirmed, parameters }] of Object.entries(ruleSets))
      await db.query(
        `INSERT INTO rule_sets (id, rule, legal_basis, effective_from, confirmed, parameters) VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, rule, legalBasis, effectiveFrom, confirmed, JSON.stringify(parameters)],
      );
  }

  async down(db: QueryRunner) {
    await db.query('DELETE FROM rule_sets WHERE id = ANY($1)', [Object.values(ruleSets).map(({ id }) => id)]);
  }
}
