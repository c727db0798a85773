import { eventOf } from '@siger/contracts';
import type { Evidence } from './evidence.ts';
import { mistaken } from './people.ts';
import { heardOf, isHeard, type Judged, nameIn, newest, told, without } from './told.ts';

/** A competency profile in a form that can be compared. */
export const profileText = (competencies: unknown): string =>
  (competencies as { competency: string; level: number }[])
    .map(({ competency, level }) => `${competency} ${level}`)
    .sort()
    .join(', ');

/** Both ways: what the topics say and the model has not, and the reverse. */
const compared = (model: string, has: ReadonlySet<string>, should: ReadonlySet<string>): string[] => [
  ...without(should, has).map((id) => `${model} has not ${id}, which the topics have`),
  ...without(has, should).map((id) => `${model} has ${id}, which no topic has`),
];

/** Where each employee works, by the newest snapshot. */
const unitsOfPeople = (evidence: Evidence): Map<string, string> =>
  new Map(
    newest(heardOf(evidence, 'employee.snapshot.v1')).map(({ key, data }) => {
      const [first] = data['placements'] as { unitId: string }[];
      return [key, first?.unitId ?? 'no unit'];
    }),
  );

const miscounted = (evidence: Evidence): string[] => {
  const places = unitsOfPeople(evidence);
  const expected = new Map<string, number>();
  const add = (figure: string, unit: string) => expected.set(`${figure} ${unit}`, (expected.get(`${figure} ${unit}`) ?? 0) + 1);
  for (const { data } of heardOf(evidence, 'recommendation.made.v1')) add('RECOMMENDATIONS_MADE', String(data['unitId']));
  for (const { data } of heardOf(evidence, 'recommendation.accepted.v1'))
    add('RECOMMENDATIONS_ACCEPTED', places.get(String(data['employeeId'])) ?? 'no unit');
  return [...new Set([...evidence.figures.keys(), ...expected.keys()])]
    .filter((name) => (evidence.figures.get(name) ?? 0) !== (expected.get(name) ?? 0))
    .map((name) => `${name} is ${evidence.figures.get(name) ?? 0}, the topics make it ${expected.get(name) ?? 0}`);
};

const misjudged = (evidence: Evidence): string[] =>
  newest(heardOf(evidence, 'learner.profile-updated.v1'))
    .map(({ key, data }) => [key, profileText(data['competencies'])] as const)
    .filter(([key, text]) => evidence.profiles.get(key) !== text)
    .map(([key, text]) => `employees knows the profile of ${key} as ${evidence.profiles.get(key)}, the topic says ${text}`);

/** Units as a service knows them against those that were said, both ways. */
const outdated = (evidence: Evidence): string[] =>
  [...evidence.services].flatMap(([name, { units }]) => {
    if (!units) return [];
    // What nobody but the harness said has no row where units are made.
    const said = name === 'employees' ? told(evidence, 'unit.snapshot.v1') : heardOf(evidence, 'unit.snapshot.v1');
    const current = new Map(newest(said).map((one) => [one.key, `${one.sequence} ${nameIn(one)}`]));
    return [...new Set([...units.keys(), ...current.keys()])]
      .filter((id) => units.get(id) !== current.get(id))
      .map((id) => `${name} knows unit ${id} as ${units.get(id)}, the topic says ${current.get(id)}`);
  });

/** Read models equal what a replay of the topics gives. */
export const replayed = (evidence: Evidence): Judged => {
  const completed = new Set(told(evidence, 'appraisal.completed.v1').map(({ key }) => key));
  const heard = new Set(evidence.topics.filter((said) => isHeard(evidence, said) && eventOf(said.type)).map(({ id }) => id));
  return {
    looked: completed.size + heard.size + evidence.figures.size,
    violations: [
      ...miscounted(evidence),
      ...misjudged(evidence),
      ...compared("monitoring's appraisals", evidence.counted, completed),
      ...compared("monitoring's stories", evidence.stories, heard),
      ...outdated(evidence),
      ...mistaken(evidence),
    ],
  };
};
