import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Eight managerial competencies and one socio-cultural: code, type, official name, English name. */
const competencies = [
  ['INTEGRITAS', 'MANAJERIAL', 'Integritas', 'Integrity'],
  ['KERJA_SAMA', 'MANAJERIAL', 'Kerja sama', 'Cooperation'],
  ['KOMUNIKASI', 'MANAJERIAL', 'Komunikasi', 'Communication'],
  ['ORIENTASI_HASIL', 'MANAJERIAL', 'Orientasi pada hasil', 'Orientation towards results'],
  ['PELAYANAN_PUBLIK', 'MANAJERIAL', 'Pelayanan publik', 'Public service'],
  ['PENGEMBANGAN_DIRI_ORANG_LAIN', 'MANAJERIAL', 'Pengembangan diri dan orang lain', 'Development of oneself and others'],
  ['MENGELOLA_PERUBAHAN', 'MANAJERIAL', 'Mengelola perubahan', 'Managing change'],
  ['PENGAMBILAN_KEPUTUSAN', 'MANAJERIAL', 'Pengambilan keputusan', 'Decision making'],
  ['PEREKAT_BANGSA', 'SOSIAL_KULTURAL', 'Perekat bangsa', 'Bond of the nation'],
] as const;

/** Which competency a value, an element or a result points at. Ours, not law: an agency adds its own. */
const signals: Record<string, Record<string, readonly string[]>> = {
  BEHAVIOUR: {
    BERORIENTASI_PELAYANAN: ['PELAYANAN_PUBLIK'],
    AKUNTABEL: ['INTEGRITAS'],
    KOMPETEN: ['PENGEMBANGAN_DIRI_ORANG_LAIN'],
    HARMONIS: ['PEREKAT_BANGSA'],
    LOYAL: ['INTEGRITAS', 'PEREKAT_BANGSA'],
    ADAPTIF: ['MENGELOLA_PERUBAHAN'],
    KOLABORATIF: ['KERJA_SAMA'],
    KESELURUHAN: ['INTEGRITAS'],
  },
  RESULT: { KESELURUHAN: ['ORIENTASI_HASIL'] },
  SKM_ELEMENT: {
    PERSYARATAN: ['KOMUNIKASI'],
    PROSEDUR: ['MENGELOLA_PERUBAHAN', 'PELAYANAN_PUBLIK'],
    WAKTU: ['ORIENTASI_HASIL', 'PELAYANAN_PUBLIK'],
    BIAYA: ['INTEGRITAS'],
    PRODUK: ['ORIENTASI_HASIL'],
    KOMPETENSI: ['PENGEMBANGAN_DIRI_ORANG_LAIN'],
    PERILAKU: ['KOMUNIKASI', 'PELAYANAN_PUBLIK'],
    PENGADUAN: ['KOMUNIKASI', 'PELAYANAN_PUBLIK'],
    SARANA: ['PENGAMBILAN_KEPUTUSAN'],
  },
};

const LAW = 'PermenPANRB 38/2017';
/** Defaults until the standard of the post itself (SKJ) is entered: kind, grade, level of all nine, source. */
const standards = [
  ['JPT', null, 4, `${LAW}: JPT Pratama; standar jabatan (SKJ) menentukan`],
  ['ADMINISTRATOR', null, 3, `${LAW}; standar jabatan (SKJ) menentukan`],
  ['PENGAWAS', null, 2, `${LAW}; standar jabatan (SKJ) menentukan`],
  ['PELAKSANA', null, 1, `${LAW}; standar jabatan (SKJ) menentukan`],
  ...(
    [
      ['PEMULA', 1],
      ['TERAMPIL', 2],
      ['MAHIR', 2],
      ['PENYELIA', 3],
      ['AHLI_PERTAMA', 2],
      ['AHLI_MUDA', 3],
      ['AHLI_MADYA', 4],
      ['AHLI_UTAMA', 5],
    ] as const
  ).map(([grade, level]) => ['JF', grade, level, `${LAW}; tabel standar kompetensi Provinsi Lampung`] as const),
] as const;

const idOf = (n: number) => `018f6f00-0000-7000-8000-0000000e${String(n).padStart(4, '0')}`;

const standardRows = standards.flatMap(([kind, grade, level, legalBasis], post) =>
  competencies.map(([code], n) => [idOf(post * competencies.length + n + 1), code, level, kind, grade, legalBasis]),
);

export class Competencies1700000000210 implements MigrationInterface {
  async up(db: QueryRunner) {
    for (const row of competencies)
      await db.query(`INSERT INTO competencies (code, type, name, name_en, legal_basis) VALUES ($1, $2, $3, $4, $5)`, [
        ...row,
        LAW,
      ]);
    for (const [kind, bySignal] of Object.entries(signals))
      for (const [signal, codes] of Object.entries(bySignal))
        await db.query(`INSERT INTO competency_signals (kind, signal, competency) SELECT $1, $2, unnest($3::text[])`, [
          ...[kind, signal],
          codes,
        ]);
    for (const row of standardRows)
      await db.query(
        `INSERT INTO competency_standards (id, competency, level, position_kind, grade, legal_basis, effective_from)
         VALUES ($1, $2, $3, $4, $5, $6, '2017-01-01')`,
        row,
      );
  }

  async down(db: QueryRunner) {
    await db.query('DELETE FROM competency_standards WHERE id = ANY($1)', [standardRows.map(([id]) => id)]);
    await db.query('DELETE FROM competency_signals');
    await db.query('DELETE FROM competencies WHERE code = ANY($1)', [competencies.map(([code]) => code)]);
  }
}
