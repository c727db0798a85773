import { dayOf } from '@siger/calendar';
import { skmElements } from '@siger/contracts';
import { each, type Api } from './api.ts';
import { offices } from './offices.ts';
import { loader } from './people.load.ts';
import type { Province } from './province.ts';
import { Chance, idOf } from './random.ts';

interface OfferedService {
  readonly id: string;
  readonly unitCode: string;
  readonly name: string;
}

const offered: OfferedService[] = offices.flatMap(({ code, divisions, services }) =>
  services.map((name, at) => ({ id: idOf(`service:${code}:${at}`), unitCode: `${code}.B${(at % divisions.length) + 1}`, name })),
);

/** The first public service that a unit gives, or that the unit above a section gives. */
export const serviceOf = (unitCode: string): string | null =>
  offered.find((service) => service.unitCode === unitCode)?.id ?? null;

const profiles = {
  sex: ['L', 'P'],
  education: ['SMA', 'DIPLOMA', 'S1'],
  occupation: ['SWASTA', 'WIRAUSAHA', 'PETANI_NELAYAN'],
  age: ['20_29', '30_39', '40_49'],
};

/** Citizens answer by the public route, without an account; each service has a strong and a weak side of its own. */
const answer = (chance: Chance, weak: string, level: number) => ({
  answers: Object.fromEntries(
    skmElements.map((element) => [
      element,
      Math.min(4, Math.max(1, Math.round(level + (element === weak ? -1 : 0) + chance.next() * 1.4 - 0.7))),
    ]),
  ),
  sex: chance.pick(profiles.sex),
  education: chance.pick(profiles.education),
  occupation: chance.pick(profiles.occupation),
  age: chance.pick(profiles.age),
  ...(chance.next() < 0.1 ? { suggestion: 'Mohon ditambah petugas pada jam sibuk.' } : {}),
});

export const loadVoice = async (
  api: Pick<Api, 'create' | 'post'>,
  { units }: Pick<Province, 'units'>,
  year: number,
  seed: string,
) => {
  const chance = new Chance(`${seed}:voice`);
  const work = offered.map((service) => ({
    ...service,
    unitId: units.find(({ code }) => code === service.unitCode)?.id,
    weak: chance.pick(skmElements),
    level: 2.7 + chance.next() * 1.1,
    respondents: chance.whole(12, 30),
    published: chance.next() < 0.8,
  }));
  await each(work, 4, async ({ id, unitId, name, weak, level, respondents, published }) => {
    const isNew = await api.create('feedback', '/v1/public-services', { id, unitId, name }, loader);
    if (!isNew) return;
    const answers = Array.from({ length: respondents }, () => answer(chance, weak, level));
    await each(answers, 4, (body) => api.post('feedback', `/v1/public-services/${id}/responses`, body, null));
    // The day may have changed since the load began: an index until yesterday would count none of the answers.
    const period = { from: `${year}-01-01`, until: dayOf(new Date()) };
    if (published) await api.post('feedback', `/v1/public-services/${id}/index`, period, loader);
  });
};
