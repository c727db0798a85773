import { defineErrors } from '../core/error.js';

export const appraisalErrors = defineErrors({
  'cycle-not-open': { status: 409, id: 'Tahun kinerja tidak dibuka.', en: 'The performance year is not open.' },
  'cycle-locked': { status: 409, id: 'Tahun kinerja sudah dikunci.', en: 'The performance year is locked.' },
  'cycle-exists': { status: 409, id: 'Tahun kinerja ini sudah ada.', en: 'The agency has this performance year already.' },
  'wrong-state': {
    status: 409,
    id: 'Tidak dapat dilakukan pada status {state}.',
    en: 'It cannot be done in the state {state}.',
  },
  'plan-exists': {
    status: 409,
    id: 'Pegawai sudah memiliki SKP untuk masa ini.',
    en: 'The employee has a plan for this time already.',
  },
  'plan-without-results': { status: 409, id: 'SKP belum memuat hasil kerja.', en: 'The plan has no result yet.' },
  'plan-not-established': { status: 409, id: 'SKP belum ditetapkan.', en: 'The plan is not established.' },
  'result-without-indicator': {
    status: 409,
    id: 'Hasil kerja {resultId} belum memiliki indikator.',
    en: 'The result {resultId} has no indicator.',
  },
  'result-without-measure': {
    status: 409,
    id: 'Hasil kerja {resultId} belum memiliki ukuran keberhasilan.',
    en: 'The result {resultId} has no measure of success.',
  },
  'indicator-without-aspect': {
    status: 409,
    id: 'Indikator {indicatorId} belum memiliki aspek.',
    en: 'The indicator {indicatorId} has no aspect.',
  },
  'indicator-without-perspective': {
    status: 409,
    id: 'Indikator {indicatorId} belum memiliki perspektif.',
    en: 'The indicator {indicatorId} has no perspective.',
  },
  'perspective-not-allowed': {
    status: 409,
    id: 'Perspektif hanya untuk JPT dan pimpinan unit kerja (indikator {indicatorId}).',
    en: 'A perspective is for JPT and heads of units only (indicator {indicatorId}).',
  },
  'result-without-parent': {
    status: 409,
    id: 'Hasil kerja utama {resultId} belum mengintervensi hasil kerja atasan.',
    en: "The main result {resultId} intervenes in no result of the leader's plan.",
  },
  'parent-not-of-leader': {
    status: 409,
    id: 'Hasil kerja {resultId} tidak ada dalam SKP atasan.',
    en: "The result {resultId} is not in the leader's plan.",
  },
  'cascade-loops': { status: 409, id: 'Hasil kerja saling mengintervensi melingkar.', en: 'The results intervene in a circle.' },
  'no-placement': {
    status: 409,
    id: 'Pegawai tidak memiliki penempatan pada tanggal itu.',
    en: 'The employee has no placement on that day.',
  },
  'no-rater': {
    status: 409,
    id: 'Pegawai belum memiliki pejabat penilai kinerja.',
    en: 'Nobody is assigned to rate the employee.',
  },
  'activity-overlaps': {
    status: 409,
    id: 'Waktu kegiatan bertumpang tindih dengan kegiatan lain.',
    en: 'The time overlaps with another activity.',
  },
  'activity-without-evidence': {
    status: 409,
    id: 'Kegiatan belum memiliki bukti dukung.',
    en: 'The activity has no evidence yet.',
  },
  'evaluation-exists': {
    status: 409,
    id: 'Evaluasi untuk periode ini sudah ada.',
    en: 'There is an evaluation for this period already.',
  },
  'organisation-not-rated': {
    status: 409,
    id: 'Capaian kinerja organisasi unit belum ditetapkan.',
    en: 'The achievement of the unit is not rated yet.',
  },
  'objection-exists': { status: 409, id: 'Keberatan sudah diajukan.', en: 'An objection was filed already.' },
  'objection-annual-only': {
    status: 409,
    id: 'Keberatan hanya untuk evaluasi tahunan yang sudah selesai.',
    en: 'Only a finalised annual evaluation can be objected to.',
  },
  'objection-late': {
    status: 409,
    id: 'Batas keberatan sudah lewat pada {lastDay}.',
    en: 'The time for an objection ended on {lastDay}.',
  },
});
