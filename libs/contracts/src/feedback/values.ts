/** The nine elements of PermenPANRB 14/2017, in its order; keyed by code, never by number. */
export const skmElements = [
  'PERSYARATAN',
  'PROSEDUR',
  'WAKTU',
  'BIAYA',
  'PRODUK',
  'KOMPETENSI',
  'PERILAKU',
  'PENGADUAN',
  'SARANA',
] as const;
export const skmGrades = ['A', 'B', 'C', 'D'] as const;
