import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { CompetencyFitParameters } from '../src/rule/competency-fit.js';
import type { HoursParameters } from '../src/rule/hours.js';
import type { ProfessionalismIndexParameters } from '../src/rule/professionalism-index.js';
import type { TalentBoxParameters } from '../src/rule/talent-box.js';

const stated = { by: 'hours', per: 1 } as const;
const hours: HoursParameters = {
  targets: { PNS: 20, PPPK: 24 },
  kinds: {
    PELATIHAN_STRUKTURAL: stated,
    PELATIHAN_MANAJERIAL: { ...stated, abroad: '1.2' },
    PELATIHAN_TEKNIS: { ...stated, abroad: '1.2' },
    PELATIHAN_FUNGSIONAL: { ...stated, abroad: '1.2' },
    PELATIHAN_SOSIAL_KULTURAL: { ...stated, abroad: '1.2' },
    SEMINAR: { by: 'days', per: 4, international: 6 },
    WORKSHOP: { by: 'days', per: 5, international: 7 },
    SOSIALISASI: { by: 'days', per: 4 },
    OUTBOND: { by: 'days', per: 4 },
    KURSUS: { ...stated, perDay: 4, abroad: '1.2' },
    E_LEARNING: { ...stated, perDay: 3 },
    PELATIHAN_JARAK_JAUH: { ...stated, perDay: 4 },
    COACHING: { by: 'dates', per: 2, cap: { each: 'MONTH', hours: 4 } },
    MENTORING: { by: 'dates', per: 2, cap: { each: 'MONTH', hours: 4 } },
    BELAJAR_MANDIRI: { by: 'dates', per: 2, cap: { each: 'DAY', hours: 2 } },
    KOMUNITAS_BELAJAR: { by: 'dates', per: 2, cap: { each: 'DAY', hours: 2 } },
    DETASERING: { by: 'count', per: 20 },
    PATOK_BANDING: { by: 'count', per: 10 },
    PERTUKARAN: { by: 'count', per: 20 },
    MAGANG: { by: 'count', per: 20 },
    BIMBINGAN_KERJA: { by: 'count', per: 2 },
  },
};

const competencyFit: CompetencyFitParameters = {
  cap: true,
  selection: [
    { name: 'MEMENUHI_SYARAT', from: 80 },
    { name: 'MASIH_MEMENUHI_SYARAT', from: 68 },
    { name: 'KURANG_MEMENUHI_SYARAT', from: 0 },
  ],
  mapping: [
    { name: 'OPTIMAL', from: 90 },
    { name: 'CUKUP_OPTIMAL', from: 78 },
    { name: 'KURANG_OPTIMAL', from: 0 },
  ],
};

const talentBox: TalentBoxParameters = {
  boxes: {
    DI_ATAS: { RENDAH: 4, MENENGAH: 7, TINGGI: 9 },
    DI_SESUAI: { RENDAH: 2, MENENGAH: 5, TINGGI: 8 },
    DI_BAWAH: { RENDAH: 1, MENENGAH: 3, TINGGI: 6 },
  },
  cuts: { upper: 80, middle: 60 },
  weights: { performance: '0.5', potential: '0.5' },
};

const professionalismIndex: ProfessionalismIndexParameters = {
  qualification: { S3: 25, S2: 20, S1: 15, D4: 15, D3: 10, D2: 5, D1: 5, SLTA: 5, BELOW_SLTA: 1 },
  competence: {
    leadershipTraining: { JPT: '15', ADMINISTRATOR: '15', PENGAWAS: '15' },
    functionalTraining: { JF: '15' },
    technicalTraining: { JPT: '15', ADMINISTRATOR: '15', PENGAWAS: '15', JF: '15', PELAKSANA: '22.5' },
    seminar: { JPT: '10', ADMINISTRATOR: '10', PENGAWAS: '10', JF: '10', PELAKSANA: '17.5' },
    technicalHours: 20,
  },
  performance: { SANGAT_BAIK: 30, BAIK: 25, BUTUH_PERBAIKAN: 15, CUKUP: 15, KURANG: 5, SANGAT_KURANG: 1 },
  discipline: { NONE: 5, LIGHT: 3, MEDIUM: 2, HEAVY: 1 },
  categories: [
    { name: 'SANGAT_TINGGI', from: 91 },
    { name: 'TINGGI', from: 81 },
    { name: 'SEDANG', from: 71 },
    { name: 'RENDAH', from: 61 },
    { name: 'SANGAT_RENDAH', from: 0 },
  ],
};

/** The rule sets in force when Siger began. `confirmed`: the text of the regulation was seen. */
export const ruleSets = {
  hours: {
    id: '018f6f00-0000-7000-8000-0000000000b1',
    legalBasis: 'PP 11/2017 pasal 203 jo. PP 17/2020; PP 49/2018; Peraturan LAN 10/2018 dengan tabel konversi LAN dan daerah',
    effectiveFrom: '2018-01-01',
    confirmed: false,
    parameters: hours,
  },
  'competency-fit': {
    id: '018f6f00-0000-7000-8000-0000000000b2',
    legalBasis: 'PermenPANRB 38/2017; Peraturan BKN 26/2019',
    effectiveFrom: '2019-01-01',
    confirmed: false,
    parameters: competencyFit,
  },
  'talent-box': {
    id: '018f6f00-0000-7000-8000-0000000000b3',
    legalBasis: 'PermenPANRB 3/2020; batas dan bobot angka menurut praktik',
    effectiveFrom: '2020-01-01',
    confirmed: false,
    parameters: talentBox,
  },
  'professionalism-index': {
    id: '018f6f00-0000-7000-8000-0000000000b4',
    legalBasis: 'PermenPANRB 38/2018; Peraturan BKN 8/2019',
    effectiveFrom: '2019-01-01',
    confirmed: false,
    parameters: professionalismIndex,
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
