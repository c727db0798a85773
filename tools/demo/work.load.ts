import { behaviours, type LoggedActivity } from '@siger/contracts';
import { chunks, type Api } from './api.ts';
import { loader } from './people.load.ts';
import { planOf, resultOf } from './plans.load.ts';
import type { Member } from './province.ts';
import { Chance, idOf } from './random.ts';

const tasks = [
  'Memeriksa berkas permohonan',
  'Menyusun laporan mingguan',
  'Melayani konsultasi',
  'Menata arsip',
  'Rapat koordinasi',
];
const states = [
  ['DISETUJUI', 6],
  ['DIAJUKAN', 3],
  ['DITOLAK', 1],
  ['DRAFT', 1],
] as const;
const workRatings = [
  ['SESUAI_EKSPEKTASI', 7],
  ['DI_ATAS_EKSPEKTASI', 2],
  ['DI_BAWAH_EKSPEKTASI', 1],
] as const;

const daysBefore = (today: string, count: number): string[] => {
  const days: string[] = [];
  for (let at = Date.parse(`${today}T00:00:00Z`); days.length < count; at -= 86_400_000) {
    const day = new Date(at);
    if (day.getUTCDay() % 6 !== 0) days.push(day.toISOString().slice(0, 10));
  }
  return days;
};

/** The last two weeks of work of a good part of the people, in every state that a log entry can have. */
export const loadActivities = async (api: Api, planned: readonly Member[], today: string, seed: string) => {
  const chance = new Chance(`${seed}:work`);
  const year = Number(today.slice(0, 4));
  const days = daysBefore(today, 10).filter((day) => day.startsWith(String(year)));
  const activities: LoggedActivity[] = planned
    .filter(({ head, account }) => !head && (account !== null || chance.next() < 0.3))
    .slice(0, 1000)
    .flatMap((member) =>
      days.map((date) => {
        const startMinute = 480 + chance.whole(0, 16) * 15;
        return {
          id: idOf(`activity:${member.employee.id}:${date}`),
          planId: planOf(member, year),
          resultId: resultOf(member, year, chance.whole(0, 2)),
          date,
          startMinute,
          endMinute: startMinute + chance.whole(2, 16) * 15,
          description: chance.pick(tasks),
          volume: chance.whole(1, 20),
          output: 'berkas',
          evidence: [{ kind: 'KETERANGAN', text: 'Buku register layanan' }],
          state: chance.weighted(states),
        };
      }),
    );
  for (const part of chunks(activities, 500)) await api.post('appraisal', '/v1/activities/import', { activities: part }, loader);
};

/** Last year's finished appraisals of some people: history, and recommendations that follow from it. */
export const loadHistory = async (api: Api, planned: readonly Member[], year: number, seed: string) => {
  const chance = new Chance(`${seed}:history`);
  const evaluations = planned
    .filter(({ head, account }) => !head && account === null && chance.next() < 0.25)
    .slice(0, 400)
    .map((member) => ({
      id: idOf(`evaluation:${member.employee.id}:${year}`),
      planId: planOf(member, year),
      period: 'TAHUNAN',
      results: [0, 1, 2].map((n) => ({ resultId: resultOf(member, year, n), rating: chance.weighted(workRatings) })),
      behaviours: behaviours.map((value) => ({ value, rating: chance.weighted(workRatings) })),
      workResult: chance.weighted(workRatings),
      behaviour: chance.weighted(workRatings),
      finalisedOn: `${year + 1}-01-${String(chance.whole(10, 31))}`,
    }));
  for (const part of chunks(evaluations, 200))
    await api.post('appraisal', '/v1/evaluations/import', { evaluations: part }, loader);
};
