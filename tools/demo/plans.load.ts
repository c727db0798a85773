import { behaviours, type EstablishedPlan, type NewResult } from '@siger/contracts';
import { chunks, each, Refused, until, type Api } from './api.ts';
import { loader } from './people.load.ts';
import type { Member, Province } from './province.ts';
import { Chance, idOf } from './random.ts';
import { serviceOf } from './voice.load.ts';

const deeds = [
  ['Terselesaikannya permohonan layanan tepat waktu', 'Persentase permohonan selesai sesuai standar', '95 persen', 'WAKTU'],
  ['Tersusunnya laporan pelaksanaan kegiatan', 'Jumlah laporan yang disampaikan', '12 laporan', 'KUANTITAS'],
  ['Terkelolanya arsip dan data layanan', 'Persentase arsip tertata', '100 persen', 'KUALITAS'],
  ['Terlaksananya konsultasi bagi masyarakat', 'Jumlah konsultasi', '120 konsultasi', 'KUANTITAS'],
  ['Terlaksananya evaluasi standar pelayanan', 'Dokumen evaluasi', '2 dokumen', 'KUALITAS'],
] as const;

export const cycleOf = (officeCode: string, year: number) => idOf(`cycle:${officeCode}:${year}`);
export const planOf = (member: Member, year: number) => idOf(`plan:${member.employee.id}:${year}`);
export const resultOf = (member: Member, year: number, n: number) => idOf(`result:${member.employee.id}:${year}:${n}`);

/** Heads answer for the satisfaction of their division's first service; every other result intervenes in one of the rater's. */
const results = (member: Member, year: number, chance: Chance): NewResult[] =>
  Array.from({ length: 3 }, (_, n) => {
    const [description, measured, target, aspect] = chance.pick(deeds);
    const service = n === 0 ? serviceOf(member.unit.code) : null;
    const parents = member.rater && !member.head ? [resultOf(member.rater, year, n)] : [];
    return {
      id: resultOf(member, year, n),
      kind: 'UTAMA',
      description: `${description} (${n + 1})`,
      ...(parents.length > 0 ? { parentResultIds: parents } : {}),
      indicators: [
        {
          id: idOf(`indicator:${member.employee.id}:${year}:${n}`),
          description: measured,
          target,
          ...(member.head ? { perspective: 'PROSES_BISNIS' } : { aspect }),
        },
        ...(service
          ? [
              {
                id: idOf(`indicator:${member.employee.id}:${year}:index`),
                description: 'Indeks Kepuasan Masyarakat',
                target: '88.31',
                ...(member.head ? { perspective: 'PENERIMA_LAYANAN' } : { aspect: 'KUALITAS' }),
                source: { kind: 'SKM_INDEX', publicServiceId: service },
              },
            ]
          : []),
      ],
    };
  });

const established = (member: Member, year: number, chance: Chance): EstablishedPlan => ({
  id: planOf(member, year),
  cycleId: cycleOf(member.officeCode, year),
  employeeId: member.employee.id,
  approach: 'KUANTITATIF',
  establishedOn: `${year}-01-${String(chance.whole(10, 31)).padStart(2, '0')}`,
  results: results(member, year, chance),
  behaviours: behaviours.map((value) => ({
    value,
    expectation: value === 'BERORIENTASI_PELAYANAN' ? 'Menjawab setiap warga pada hari yang sama' : null,
  })),
});

const openCycle = async (api: Api, office: Member, year: number) => {
  const id = cycleOf(office.officeCode, year);
  await api.create('appraisal', '/v1/cycles', { id, agencyId: office.unit.id, year, periodicity: 'TRIWULAN' }, loader);
  const cycle = await api.get<{ state: string; version: number }>('appraisal', `/v1/cycles/${id}`, loader);
  if (cycle.state === 'DISIAPKAN') await api.post('appraisal', `/v1/cycles/${id}/open`, {}, loader, cycle.version);
};

/** One cycle per office and year; established plans for all but some, so that also the missing ones can be seen. */
export const loadPlans = async (api: Api, { members }: Province, year: number, seed: string) => {
  const chance = new Chance(`${seed}:plans:${year}`);
  await each(
    members.filter(({ unit, officeCode, head }) => head && unit.code === officeCode),
    4,
    (office) => openCycle(api, office, year),
  );
  const planned = members.filter((member) => member.head || member.account !== null || chance.next() < 0.93);
  for (const part of chunks(planned, 200)) {
    const plans = part.map((member) => established(member, year, chance));
    await importPlans(api, plans);
  }
  return planned;
};

/** Appraisal has a directory of its own, fed by events: what names a person whom it has not heard of yet is tried again. */
const importPlans = (api: Api, plans: EstablishedPlan[]) =>
  until('the directory of appraisal', async () => {
    try {
      await api.post('appraisal', '/v1/plans/import', { plans }, loader);
      return true;
    } catch (error) {
      if (error instanceof Refused && [404, 409].includes(error.status)) return false;
      throw error;
    }
  });
