import { defineErrors } from '../core/error.js';

export const trainingErrors = defineErrors({
  'recommendation-settled': {
    status: 409,
    id: 'Rekomendasi ini sudah berstatus {status}.',
    en: 'The recommendation is {status} already.',
  },
  'enrolment-settled': {
    status: 409,
    id: 'Tindakan ini tidak dapat dilakukan pada pendaftaran berstatus {status}.',
    en: 'An enrolment that is {status} does not allow this.',
  },
  'already-enrolled': {
    status: 409,
    id: 'Pegawai sudah terdaftar pada sesi ini.',
    en: 'The employee has a place in this session already.',
  },
  'session-over': { status: 409, id: 'Sesi berakhir pada {endsOn}.', en: 'The session ended on {endsOn}.' },
  'session-not-started': { status: 409, id: 'Sesi baru dimulai pada {startsOn}.', en: 'The session begins on {startsOn}.' },
  'session-not-over': { status: 409, id: 'Sesi baru berakhir pada {endsOn}.', en: 'The session ends on {endsOn}.' },
  'course-retired': { status: 409, id: 'Pelatihan ini sudah tidak ditawarkan.', en: 'The course is no longer offered.' },
  'hours-already-booked': {
    status: 409,
    id: 'Jam pelajaran untuk kegiatan, tanggal, dan penyelenggara yang sama sudah dicatat.',
    en: 'Hours of the same activity, dates and organiser are booked already.',
  },
  'learning-record-settled': {
    status: 409,
    id: 'Tindakan ini tidak dapat dilakukan pada catatan berstatus {status}.',
    en: 'A record that is {status} does not allow this.',
  },
});
