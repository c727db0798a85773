import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { ReportDeadlineParameters } from '../src/rule/report-deadline.js';
import type { SkmIndexParameters } from '../src/rule/skm-index.js';
import type { SkmSampleParameters } from '../src/rule/skm-sample.js';

const skmIndex: SkmIndexParameters = {
  factor: 25,
  weights: { EXACT: '1/9', '0.111': '0.111', '0.11': '0.11' },
  weight: 'EXACT',
  grades: [
    { grade: 'A', from: '88.31' },
    { grade: 'B', from: '76.61' },
    { grade: 'C', from: '65.00' },
    { grade: 'D', from: '0' },
  ],
};

const skmSample: SkmSampleParameters = { chiSquare: '3.841', proportion: '0.5', accuracy: '0.05' };

const reportDeadline: ReportDeadlineParameters = {
  days: {
    VERIFICATION: 3,
    REPORTER_REPLY: 10,
    FOLLOW_UP: { INFORMATION: 5, WITHOUT_INSPECTION: 14, WITH_INSPECTION: 60, ASPIRATION: 5 },
  },
  dayType: 'WORKING',
};

/** The rule sets in force when Siger began. `confirmed`: the text of the regulation was seen. */
export const ruleSets = {
  'skm-index': {
    id: '018f6f00-0000-7000-8000-0000000000c1',
    legalBasis: 'PermenPANRB 14/2017 Lampiran',
    effectiveFrom: '2017-01-01',
    confirmed: true,
    parameters: skmIndex,
  },
  'skm-sample': {
    id: '018f6f00-0000-7000-8000-0000000000c2',
    legalBasis: 'PermenPANRB 14/2017 Lampiran (Krejcie dan Morgan)',
    effectiveFrom: '2017-01-01',
    confirmed: false,
    parameters: skmSample,
  },
  'report-deadline': {
    id: '018f6f00-0000-7000-8000-0000000000c3',
    legalBasis:
      'Perpres 76/2013; PermenPANRB 62/2018 Lampiran; batas aspirasi dan hari kerja bagi tanggapan pelapor menurut penafsiran',
    effectiveFrom: '2018-01-01',
    confirmed: true,
    parameters: reportDeadline,
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
