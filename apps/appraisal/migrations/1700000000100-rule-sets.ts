import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { CreditPointsParameters } from '../src/rule/credit-points.js';
import type { DistributionParameters } from '../src/rule/distribution.js';
import type { ObjectionWindowParameters } from '../src/rule/objection-window.js';
import type { PredicateParameters } from '../src/rule/predicate.js';
import type { Score2019Parameters } from '../src/rule/score-2019.js';

const predicate: PredicateParameters = {
  matrix: {
    DI_ATAS_EKSPEKTASI: { DI_ATAS_EKSPEKTASI: 'SANGAT_BAIK', SESUAI_EKSPEKTASI: 'BAIK', DI_BAWAH_EKSPEKTASI: 'KURANG' },
    SESUAI_EKSPEKTASI: { DI_ATAS_EKSPEKTASI: 'BAIK', SESUAI_EKSPEKTASI: 'BAIK', DI_BAWAH_EKSPEKTASI: 'KURANG' },
    DI_BAWAH_EKSPEKTASI: {
      DI_ATAS_EKSPEKTASI: 'BUTUH_PERBAIKAN',
      SESUAI_EKSPEKTASI: 'BUTUH_PERBAIKAN',
      DI_BAWAH_EKSPEKTASI: 'SANGAT_KURANG',
    },
  },
  headOfUnit: {
    ISTIMEWA: 'DI_ATAS_EKSPEKTASI',
    BAIK: 'SESUAI_EKSPEKTASI',
    BUTUH_PERBAIKAN: 'DI_BAWAH_EKSPEKTASI',
    KURANG: 'DI_BAWAH_EKSPEKTASI',
    SANGAT_KURANG: 'DI_BAWAH_EKSPEKTASI',
  },
};

const distribution: DistributionParameters = {
  smallUnit: 5,
  patterns: {
    ISTIMEWA: { largest: 'SANGAT_BAIK', limits: [{ code: 'SANGAT_BAIK_MAX', of: ['SANGAT_BAIK'], mostPercent: 70 }] },
    BAIK: {
      largest: 'BAIK',
      limits: [
        { code: 'BAIK_MAX', of: ['BAIK'], mostPercent: 70 },
        { code: 'NEEDS_LOW', of: ['BUTUH_PERBAIKAN', 'KURANG'], leastPersons: 1 },
      ],
    },
    BUTUH_PERBAIKAN: {
      largest: null,
      limits: [
        { code: 'SANGAT_BAIK_MAX', of: ['SANGAT_BAIK'], mostPercent: 10 },
        { code: 'BUTUH_PERBAIKAN_MIN', of: ['BUTUH_PERBAIKAN'], leastPercent: 60 },
      ],
    },
    KURANG: {
      largest: null,
      limits: [
        { code: 'SANGAT_BAIK_MAX', of: ['SANGAT_BAIK'], mostPercent: 10 },
        { code: 'KURANG_MIN', of: ['KURANG'], leastPercent: 60 },
        { code: 'BUTUH_PERBAIKAN_SHARE_MIN', of: ['BUTUH_PERBAIKAN'], leastPercent: 10 },
      ],
    },
    SANGAT_KURANG: {
      largest: null,
      limits: [
        { code: 'SANGAT_KURANG_MIN', of: ['SANGAT_KURANG'], leastPercent: 60 },
        { code: 'LOW_SHARE_MIN', of: ['BUTUH_PERBAIKAN', 'KURANG'], leastPercent: 10 },
        { code: 'SANGAT_BAIK_ZERO', of: ['SANGAT_BAIK'], mostPersons: 0 },
      ],
    },
  },
};

const objectionWindow: ObjectionWindowParameters = { days: 14, dayType: 'CALENDAR' };

const score2019: Score2019Parameters = {
  weights: { withoutPeers: { plan: '0.7', behaviour: '0.3' }, withPeers: { plan: '0.6', behaviour: '0.4' } },
  bands: [
    { predicate: 'SANGAT_BAIK', from: 110, newIdea: true },
    { predicate: 'BAIK', from: 90, newIdea: false },
    { predicate: 'CUKUP', from: 70, newIdea: false },
    { predicate: 'KURANG', from: 50, newIdea: false },
    { predicate: 'SANGAT_KURANG', from: 0, newIdea: false },
  ],
};

const creditPoints: CreditPointsParameters = {
  perYear: {
    PEMULA: '3.75',
    TERAMPIL: '5',
    MAHIR: '12.5',
    PENYELIA: '25',
    AHLI_PERTAMA: '12.5',
    AHLI_MUDA: '25',
    AHLI_MADYA: '37.5',
    AHLI_UTAMA: '50',
  },
  percent: { SANGAT_BAIK: 150, BAIK: 100, BUTUH_PERBAIKAN: 75, CUKUP: 75, KURANG: 50, SANGAT_KURANG: 25 },
  scale: 2,
};

/** The rule sets in force when Siger began. `confirmed`: the text of the regulation was seen. */
export const ruleSets = {
  predicate: {
    id: '018f6f00-0000-7000-8000-0000000000a1',
    legalBasis:
      'PermenPANRB 6/2022 pasal 24-25 dan Lampiran (kuadran kinerja); SE MenPANRB 3/2023 (pimpinan unit; pemetaannya belum pasti)',
    effectiveFrom: '2022-01-01',
    confirmed: true,
    parameters: predicate,
  },
  distribution: {
    id: '018f6f00-0000-7000-8000-0000000000a2',
    legalBasis: 'SE MenPANRB 3/2023 (pola distribusi); pembulatan dan batas unit kecil menurut penafsiran',
    effectiveFrom: '2023-01-31',
    confirmed: true,
    parameters: distribution,
  },
  'objection-window': {
    id: '018f6f00-0000-7000-8000-0000000000a3',
    legalBasis: 'PP 30/2019 pasal 59',
    effectiveFrom: '2019-04-26',
    confirmed: true,
    parameters: objectionWindow,
  },
  'score-2019': {
    id: '018f6f00-0000-7000-8000-0000000000a4',
    legalBasis: 'PP 30/2019 pasal 41',
    effectiveFrom: '2019-04-26',
    confirmed: true,
    parameters: score2019,
  },
  'credit-points': {
    id: '018f6f00-0000-7000-8000-0000000000a5',
    legalBasis: 'PermenPANRB 1/2023 pasal 37; Peraturan BKN 3/2023',
    effectiveFrom: '2023-01-01',
    confirmed: true,
    parameters: creditPoints,
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
