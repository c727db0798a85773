export const employmentStatuses = ['PNS', 'PPPK'] as const;
export type EmploymentStatus = (typeof employmentStatuses)[number];
/** UU 20/2023; `JF` with its grade in `grade`. */
export const positionKinds = ['JPT', 'ADMINISTRATOR', 'PENGAWAS', 'JF', 'PELAKSANA'] as const;
export type PositionKind = (typeof positionKinds)[number];
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
export type FunctionalGrade = (typeof functionalGrades)[number];
export const unitKinds = ['AGENCY', 'SECRETARIAT', 'DIVISION', 'SECTION', 'TECHNICAL_UNIT'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** What an employee may ask to have corrected; the wrong superior is the most reported fault of e-Kinerja. */
export const correctionKinds = ['RATER', 'PLACEMENT', 'IDENTITY'] as const;
export type CorrectionKind = (typeof correctionKinds)[number];
export const correctionStatuses = ['REQUESTED', 'APPROVED', 'REJECTED'] as const;
export type CorrectionStatus = (typeof correctionStatuses)[number];

export const importOutcomes = ['CREATED', 'CHANGED', 'UNCHANGED', 'REFUSED'] as const;
export type ImportOutcome = (typeof importOutcomes)[number];
