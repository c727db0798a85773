/** Kinds of development that count hours (JP): Peraturan LAN 10/2018. */
export const developmentKinds = [
  'PELATIHAN_STRUKTURAL',
  'PELATIHAN_MANAJERIAL',
  'PELATIHAN_TEKNIS',
  'PELATIHAN_FUNGSIONAL',
  'PELATIHAN_SOSIAL_KULTURAL',
  'SEMINAR',
  'WORKSHOP',
  'SOSIALISASI',
  'OUTBOND',
  'KURSUS',
  'E_LEARNING',
  'PELATIHAN_JARAK_JAUH',
  'COACHING',
  'MENTORING',
  'BELAJAR_MANDIRI',
  'KOMUNITAS_BELAJAR',
  'DETASERING',
  'PATOK_BANDING',
  'PERTUKARAN',
  'MAGANG',
  'BIMBINGAN_KERJA',
] as const;
export type DevelopmentKind = (typeof developmentKinds)[number];

/** PermenPANRB 38/2017. */
export const competencyTypes = ['MANAJERIAL', 'SOSIAL_KULTURAL', 'TEKNIS'] as const;
/** Where a level of a profile comes from. */
export const levelSources = ['ASSESSMENT', 'TRAINING', 'LEARNING_RECORD'] as const;
export type LevelSource = (typeof levelSources)[number];

/** What may point at a competency: a BerAKHLAK value, an element of the SKM, or a work result. */
export const signalKinds = ['BEHAVIOUR', 'SKM_ELEMENT', 'RESULT'] as const;
/** Signal of an overall rating, where no single value or result carries it. */
export const OVERALL = 'KESELURUHAN';

export const courseModes = ['ONSITE', 'ONLINE', 'BLENDED'] as const;

/** `GROWTH`: nothing to improve was found; the next level is offered. */
export const reasonKinds = ['RESULT', 'BEHAVIOUR', 'COMPETENCY_GAP', 'CITIZEN_VOICE', 'GROWTH'] as const;
export const recommendationPurposes = ['IMPROVE', 'GROW'] as const;
export const recommendationStatuses = ['OPEN', 'ACCEPTED', 'DISMISSED', 'REPLACED'] as const;
export const dismissalReasons = ['NOT_RELEVANT', 'ALREADY_MASTERED', 'NO_TIME', 'OTHER'] as const;

export const enrolmentStatuses = ['REQUESTED', 'WAITING', 'APPROVED', 'ATTENDED', 'COMPLETED', 'CANCELLED'] as const;
export type EnrolmentStatus = (typeof enrolmentStatuses)[number];
/** The official words for the verification of what was learned elsewhere. */
export const learningRecordStatuses = ['DIAJUKAN', 'PERLU_REVISI', 'TERVERIFIKASI', 'DITOLAK'] as const;
export type LearningRecordStatus = (typeof learningRecordStatuses)[number];
/** What a ledger entry was booked for. */
export const hoursSources = ['ENROLMENT', 'LEARNING_RECORD'] as const;
export type HoursSource = (typeof hoursSources)[number];
