/** PermenPANRB 6/2022: ratings of work result and behaviour. */
export const ratings = ['DI_ATAS_EKSPEKTASI', 'SESUAI_EKSPEKTASI', 'DI_BAWAH_EKSPEKTASI'] as const;
export const predicates = ['SANGAT_BAIK', 'BAIK', 'BUTUH_PERBAIKAN', 'KURANG', 'SANGAT_KURANG'] as const;
export const organisationPredicates = ['ISTIMEWA', 'BAIK', 'BUTUH_PERBAIKAN', 'KURANG', 'SANGAT_KURANG'] as const;
export type Rating = (typeof ratings)[number];
export type Predicate = (typeof predicates)[number];
export type OrganisationPredicate = (typeof organisationPredicates)[number];
/** BerAKHLAK, SE MenPANRB 20/2021. */
export const behaviours = [
  'BERORIENTASI_PELAYANAN',
  'AKUNTABEL',
  'KOMPETEN',
  'HARMONIS',
  'LOYAL',
  'ADAPTIF',
  'KOLABORATIF',
] as const;
export const aspects = ['KUANTITAS', 'KUALITAS', 'WAKTU', 'BIAYA'] as const;
export const perspectives = ['PENERIMA_LAYANAN', 'PROSES_BISNIS', 'PENGUATAN_INTERNAL', 'ANGGARAN'] as const;

/** A performance year: prepared, open for plans and logs, closed for them, locked for everything. */
export const cycleStates = ['DISIAPKAN', 'DIBUKA', 'DITUTUP', 'DIKUNCI'] as const;
export const periodicities = ['BULANAN', 'TRIWULAN'] as const;
export const periodKinds = ['PERIODIK', 'TAHUNAN'] as const;
/** `TAHUNAN`, a quarter or a month of the year. */
export const periodCodes = [
  'TAHUNAN',
  ...['TW1', 'TW2', 'TW3', 'TW4'],
  ...Array.from({ length: 12 }, (_, month) => `B${String(month + 1).padStart(2, '0')}`),
] as const;

export const approaches = ['KUANTITATIF', 'KUALITATIF'] as const;
export const planStates = ['DRAFT', 'DIAJUKAN', 'DIKEMBALIKAN', 'DISEPAKATI', 'DITETAPKAN', 'REVISI'] as const;
export const resultKinds = ['UTAMA', 'TAMBAHAN'] as const;
export const realisationSources = ['SKM_INDEX'] as const;

export const activityStates = ['DRAFT', 'DIAJUKAN', 'DISETUJUI', 'DITOLAK'] as const;
export const evidenceKinds = ['TAUTAN', 'KETERANGAN'] as const;

export const noteKinds = ['UMPAN_BALIK', 'DIALOG'] as const;
/** Who the author of a note is to the person that it is about. */
export const noteRelations = ['PIMPINAN', 'PEGAWAI', 'REKAN', 'BAWAHAN'] as const;

export const evaluationStates = ['DIBUKA', 'DINILAI_SENDIRI', 'DINILAI', 'DISERAHKAN', 'DITANDATANGANI', 'SELESAI'] as const;
export const objectionStates = ['DIAJUKAN', 'DIPERIKSA', 'DITERIMA_DIUBAH', 'DITOLAK'] as const;
export const objectionOutcomes = ['DITERIMA_DIUBAH', 'DITOLAK'] as const;
