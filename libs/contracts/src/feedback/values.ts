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
export type SkmElement = (typeof skmElements)[number];
export const skmGrades = ['A', 'B', 'C', 'D'] as const;
/** The respondent's profile that the regulation asks to publish; every part may be left out. */
export const sexes = ['L', 'P'] as const;
export const educations = ['SD', 'SMP', 'SMA', 'DIPLOMA', 'S1', 'S2_KE_ATAS'] as const;
export const occupations = ['PELAJAR', 'ASN_TNI_POLRI', 'SWASTA', 'WIRAUSAHA', 'PETANI_NELAYAN', 'LAINNYA'] as const;
export const ageBands = ['DI_BAWAH_20', '20_29', '30_39', '40_49', '50_59', '60_KE_ATAS'] as const;
