import { defineErrors } from '../core/error.js';

export const feedbackErrors = defineErrors({
  'survey-closed': { status: 409, id: 'Survei layanan ini sedang ditutup.', en: 'The survey of this service is closed.' },
  'too-few-respondents': {
    status: 409,
    id: 'Indeks baru dapat diterbitkan setelah {minimum} responden; sekarang {respondents}.',
    en: 'An index needs {minimum} respondents; there are {respondents}.',
  },
  'period-not-over': { status: 422, id: 'Periode belum berakhir.', en: 'The period is not over.' },
});
