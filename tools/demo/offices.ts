/** Offices of the province (perangkat daerah) and what citizens come to them for. */
export interface Office {
  readonly code: string;
  readonly name: string;
  readonly divisions: readonly string[];
  readonly services: readonly string[];
}

const office = (code: string, name: string, divisions: string, services: string): Office => ({
  code,
  name,
  divisions: divisions.split('; '),
  services: services ? services.split('; ') : [],
});

/** The first one holds the demo accounts; `SETDA` is where the heads of offices are rated from. */
export const demoOffice = 'DPMPTSP';
export const otherOffice = 'DISDIKBUD';

export const offices: readonly Office[] = [
  office('SETDA', 'Sekretariat Daerah Provinsi Lampung', 'Biro Organisasi; Biro Umum', ''),
  office(
    'DPMPTSP',
    'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu',
    'Bidang Pelayanan Perizinan; Bidang Penanaman Modal; Bidang Pengaduan dan Informasi',
    'Izin usaha; Izin penelitian; Konsultasi penanaman modal',
  ),
  office(
    'DISDIKBUD',
    'Dinas Pendidikan dan Kebudayaan',
    'Bidang Pembinaan SMA; Bidang Pembinaan SMK; Bidang Kebudayaan',
    'Legalisasi ijazah; Mutasi peserta didik',
  ),
  office(
    'DINKES',
    'Dinas Kesehatan',
    'Bidang Kesehatan Masyarakat; Bidang Pelayanan Kesehatan',
    'Izin tenaga kesehatan; Rekomendasi rumah sakit',
  ),
  office('RSUDAM', 'RSUD Dr. H. Abdul Moeloek', 'Bidang Pelayanan Medis; Bidang Keperawatan', 'Rawat jalan; Rawat inap'),
  office(
    'DINSOS',
    'Dinas Sosial',
    'Bidang Rehabilitasi Sosial; Bidang Perlindungan dan Jaminan Sosial',
    'Rekomendasi bantuan sosial',
  ),
  office('DISNAKER', 'Dinas Tenaga Kerja', 'Bidang Penempatan Tenaga Kerja; Bidang Hubungan Industrial', 'Kartu pencari kerja'),
  office('BAPENDA', 'Badan Pendapatan Daerah', 'Bidang Pajak; Bidang Pembukuan', 'Pajak kendaraan bermotor (Samsat)'),
  office('BKD', 'Badan Kepegawaian Daerah', 'Bidang Mutasi; Bidang Penilaian Kinerja', 'Layanan kenaikan pangkat'),
  office(
    'BPSDM',
    'Badan Pengembangan Sumber Daya Manusia',
    'Bidang Kompetensi Teknis; Bidang Kompetensi Manajerial',
    'Pendaftaran pelatihan',
  ),
  office('BAPPEDA', 'Badan Perencanaan Pembangunan Daerah', 'Bidang Perencanaan; Bidang Ekonomi', ''),
  office('DISHUB', 'Dinas Perhubungan', 'Bidang Angkutan; Bidang Lalu Lintas', 'Izin trayek'),
  office('DKP', 'Dinas Kelautan dan Perikanan', 'Bidang Perikanan Tangkap; Bidang Budidaya', 'Izin kapal perikanan'),
  office(
    'DKPTPH',
    'Dinas Ketahanan Pangan, Tanaman Pangan dan Hortikultura',
    'Bidang Tanaman Pangan; Bidang Hortikultura',
    'Sertifikasi benih',
  ),
  office(
    'DISKOMINFO',
    'Dinas Komunikasi, Informatika dan Statistik',
    'Bidang E-Government; Bidang Informasi Publik',
    'Permohonan informasi publik',
  ),
  office('DPUPR', 'Dinas Bina Marga dan Bina Konstruksi', 'Bidang Jalan; Bidang Jembatan', 'Aduan jalan rusak'),
  office('DLH', 'Dinas Lingkungan Hidup', 'Bidang Tata Lingkungan; Bidang Pengendalian Pencemaran', 'Persetujuan lingkungan'),
  office('INSPEKTORAT', 'Inspektorat', 'Inspektur Pembantu I; Inspektur Pembantu II', ''),
  office('DISPUSSIP', 'Dinas Perpustakaan dan Kearsipan', 'Bidang Perpustakaan; Bidang Kearsipan', 'Keanggotaan perpustakaan'),
  office('BPBD', 'Badan Penanggulangan Bencana Daerah', 'Bidang Kesiapsiagaan; Bidang Tanggap Darurat', ''),
];
