import { behaviours, type FinalisedEvaluation } from '@siger/contracts';
import { type Api, chunks, until } from '../../demo/api.ts';
import { loader } from '../../demo/people.load.ts';
import { peopleMaker } from '../../demo/people.ts';
import { Chance, idOf } from '../../demo/random.ts';

const YEAR = new Date().getFullYear() - 1;
const STAFF = 240;
const SINCE = '2012-01-01';
const months = Array.from({ length: 12 }, (_, month) => `B${String(month + 1).padStart(2, '0')}`);

/** As small as the main flow allows: one agency with divisions, its people and their plans of one year. */
export interface Town {
  readonly units: readonly string[];
  /** Each can be asked for once. */
  readonly occasions: readonly FinalisedEvaluation[];
}

const unitId = (n: number) => idOf(`chaos:unit:${n}`);
const resultId = (n: number) => idOf(`chaos:result:${n}`);
const planId = (n: number) => idOf(`chaos:plan:${n}`);
const rating = 'SESUAI_EKSPEKTASI' as const;

const document = () => {
  const person = peopleMaker(new Chance('chaos:people'));
  const code = (n: number) => (n === 0 ? 'DINAS' : `DINAS.B${n}`);
  const units = Array.from({ length: 7 }, (_, n) => ({
    ...{ id: unitId(n), code: code(n), parentCode: n === 0 ? null : code(0), name: n === 0 ? 'Dinas' : `Bidang ${n}` },
    ...{ kind: n === 0 ? 'AGENCY' : 'DIVISION', regionCode: null, from: SINCE },
  }));
  const position = { id: idOf('chaos:position'), code: 'PELAKSANA', name: 'Pengelola Layanan', kind: 'PELAKSANA', grade: null };
  const head = person();
  const employees = Array.from({ length: STAFF + 1 }, (_, n) => {
    const { nip, name, status } = n === 0 ? head : person();
    const placement = { unitCode: code(n === 0 ? 0 : 1 + (n % 6)), positionCode: position.code, head: n === 0, from: SINCE };
    const rater = n === 0 ? {} : { rater: { nip: head.nip, from: SINCE } };
    return { id: idOf(`chaos:employee:${n}`), nip, name, status, placement, ...rater };
  });
  return { units, positions: [position], employees };
};

const plan = (n: number, cycleId: string) => ({
  ...{ id: planId(n), cycleId, employeeId: idOf(`chaos:employee:${n}`), approach: 'KUANTITATIF', establishedOn: `${YEAR}-01-15` },
  results: [
    {
      ...{ id: resultId(n), kind: 'UTAMA', description: 'Terselesaikannya permohonan layanan' },
      indicators: [{ id: idOf(`chaos:indicator:${n}`), description: 'Jumlah', target: '12 laporan', aspect: 'KUANTITAS' }],
    },
  ],
  behaviours: behaviours.map((value) => ({ value, expectation: null })),
});

const evaluation = (n: number, period: string): FinalisedEvaluation => ({
  ...{ id: idOf(`chaos:evaluation:${n}:${period}`), planId: planId(n), period, workResult: rating, behaviour: rating },
  results: [{ resultId: resultId(n), rating }],
  behaviours: behaviours.map((value) => ({ value, rating })),
  finalisedOn: `${YEAR + 1}-01-20`,
});

/** Through the same public commands that an agency uses. */
export const found = async (api: Api): Promise<Town> => {
  const everything = document();
  await api.post('employees', '/v1/imports', everything, loader);
  const cycleId = idOf('chaos:cycle');
  await until('the directory of appraisal', () =>
    api.create('appraisal', '/v1/cycles', { id: cycleId, agencyId: unitId(0), year: YEAR, periodicity: 'BULANAN' }, loader).then(
      () => true,
      () => false,
    ),
  );
  const { version } = await api.get<{ version: number }>('appraisal', `/v1/cycles/${cycleId}`, loader);
  await api.post('appraisal', `/v1/cycles/${cycleId}/open`, {}, loader, version);
  const numbers = Array.from({ length: STAFF }, (_, n) => n + 1);
  for (const part of chunks(numbers, 100)) {
    let refusal: unknown;
    await until(
      'the people in appraisal',
      () =>
        api.post('appraisal', '/v1/plans/import', { plans: part.map((n) => plan(n, cycleId)) }, loader).then(
          () => true,
          (error: unknown) => ((refusal = error), false),
        ),
      60,
    ).catch((error: unknown) => {
      throw new Error('The plans were not taken.', { cause: refusal ?? error });
    });
  }
  const course = {
    ...{
      id: idOf('chaos:course'),
      code: 'CHAOS-1',
      title: 'Pelayanan',
      organiser: 'BPSDM',
      kind: 'PELATIHAN_TEKNIS',
      mode: 'ONLINE',
    },
    ...{
      hours: 10,
      raises: [
        { competency: 'PELAYANAN_PUBLIK', level: 2 },
        { competency: 'INTEGRITAS', level: 2 },
      ],
    },
  };
  await api.create('training', '/v1/courses', course, { ...loader, roles: ['training-admin', 'platform-admin'] });
  return {
    units: everything.units.slice(1).map(({ id }) => id),
    occasions: months.flatMap((period) => numbers.map((n) => evaluation(n, period))),
  };
};
