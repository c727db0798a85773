import { defineErrors } from '../core/error.js';

export const employeesErrors = defineErrors({
  'unit-code-taken': { status: 409, id: 'Kode unit sudah dipakai.', en: 'The code belongs to another unit.' },
  'unit-parent-unknown': {
    status: 422,
    id: 'Unit induk tidak ada pada tanggal itu.',
    en: 'The parent unit does not exist on that day.',
  },
  'unit-cycle': { status: 409, id: 'Unit tidak boleh berada di bawah dirinya sendiri.', en: 'A unit cannot stand below itself.' },
  'unit-top': {
    status: 409,
    id: 'Perangkat daerah berada di puncak dan tidak dapat dipindahkan.',
    en: 'An agency is the top of its tree and cannot move; only an agency may be a top.',
  },
  'unit-closed': { status: 409, id: 'Unit sudah ditutup.', en: 'The unit is closed.' },
  'unit-in-use': {
    status: 409,
    id: 'Unit masih memiliki unit bawahan atau pegawai.',
    en: 'The unit still has units or employees in it.',
  },
  'date-in-future': { status: 422, id: 'Tanggal tidak boleh melewati hari ini.', en: 'The day may not be later than today.' },
  'date-before-history': {
    status: 409,
    id: 'Tanggal mendahului riwayat yang sudah tercatat.',
    en: 'The day is not later than the last recorded change.',
  },
  'dates-reversed': { status: 422, id: 'Tanggal akhir mendahului tanggal mulai.', en: 'The last day is before the first day.' },
  'position-code-taken': { status: 409, id: 'Kode jabatan sudah dipakai.', en: 'The code belongs to another position.' },
  'position-grade': {
    status: 422,
    id: 'Jenjang wajib untuk jabatan fungsional dan tidak berlaku untuk jabatan lain.',
    en: 'A grade is required for a functional position and refused elsewhere.',
  },
  'position-unknown': { status: 422, id: 'Jabatan tidak dikenal.', en: 'The position is unknown.' },
  'unit-unknown': { status: 422, id: 'Unit tidak dikenal atau sudah ditutup.', en: 'The unit is unknown or closed.' },
  'nip-taken': { status: 409, id: 'NIP sudah terdaftar.', en: 'The NIP is registered already.' },
  'nip-invalid': { status: 422, id: 'NIP tidak sah: {codes}.', en: 'The NIP is not valid: {codes}.' },
  'employee-left': { status: 409, id: 'Pegawai sudah tidak aktif.', en: 'The employee is no longer active.' },
  'rater-self': { status: 422, id: 'Pegawai tidak dapat menilai dirinya sendiri.', en: 'Nobody rates oneself.' },
  'rater-unknown': { status: 422, id: 'Pejabat penilai tidak dikenal.', en: 'The rater is unknown.' },
  'rater-mutual': { status: 409, id: 'Dua pegawai tidak dapat saling menilai.', en: 'Two employees cannot rate each other.' },
  'rater-overlap': { status: 409, id: 'Masa penilaian bertumpang tindih.', en: 'It overlaps another rater of that time.' },
  'placement-overlap': {
    status: 409,
    id: 'Masa penempatan bertumpang tindih.',
    en: 'It overlaps another primary placement of that time.',
  },
  'correction-decided': { status: 409, id: 'Permohonan sudah diputuskan.', en: 'The request is decided already.' },
  'correction-rater': {
    status: 422,
    id: 'Pejabat penilai wajib diisi untuk koreksi penilai dan hanya di situ.',
    en: 'The rater is required for a correction of the rater and refused elsewhere.',
  },
});
