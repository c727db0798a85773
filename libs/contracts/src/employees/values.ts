export const employmentStatuses = ['PNS', 'PPPK'] as const;
/** UU 20/2023; `JF` with its grade in `grade`. */
export const positionKinds = ['JPT', 'ADMINISTRATOR', 'PENGAWAS', 'JF', 'PELAKSANA'] as const;
export const functionalGrades = [
  'PEMULA',
  'TERAMPIL',
  'MAHIR',
  'PENYELIA',
  'AHLI_PERTAMA',
  'AHLI_MUDA',
  'AHLI_MADYA',
  'AHLI_UTAMA',
] as const;
export const unitKinds = ['AGENCY', 'SECRETARIAT', 'DIVISION', 'SECTION', 'TECHNICAL_UNIT'] as const;
