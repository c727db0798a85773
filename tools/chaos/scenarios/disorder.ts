import { randomUUID } from 'node:crypto';
import {
  employeeSnapshot,
  learnerProfileUpdated,
  recommendationAccepted,
  recommendationMade,
  unitSnapshot,
} from '@siger/contracts';
import { idOf } from '../../demo/random.ts';
import { inDatabase } from '../check/collect.ts';
import { write } from '../load/producer.ts';
import { headersOf } from '../load/wire.ts';
import { between, type Scenario, type Stage, until } from './scenario.ts';

interface Contract<T extends object> {
  readonly type: string;
  readonly topic: string;
  readonly key: keyof T & string;
}

/** An event in good order but for its place, which every service has to take. */
const say = async <T extends object>({ arena, foreign, sound }: Stage, contract: Contract<T>, sequence: number, data: T) => {
  const key = String(data[contract.key]);
  const headers = { ...headersOf(contract.type, key, sequence), ce_source: '/siger/chaos' };
  const { said } = await write(arena, contract.topic, { key, value: JSON.stringify(data), headers });
  foreign.add(said);
  sound.add(said);
};

/** Newest first, then one that is older, then the one between: whoever takes the last for the newest is wrong. */
const versions = [3, 1, 2] as const;

const sayUnit = async (stage: Stage, unitId: string) => {
  const agencyId = idOf('chaos:unit:0');
  for (const version of versions) {
    const data = {
      ...unitSnapshot.example,
      unitId,
      version,
      parentId: agencyId,
      agencyId,
      code: 'CHAOS.LATE',
      name: `Bidang ${version}`,
    };
    await say(stage, unitSnapshot, version, data);
  }
};

/** Only the newest snapshot has them in the unit; the others would count what follows elsewhere. */
const sayPerson = async (stage: Stage, employeeId: string, unitId: string) => {
  for (const version of versions) {
    const [placement] = employeeSnapshot.example.placements;
    if (!placement) throw new Error('The example of a person has no placement.');
    const where = {
      placementId: randomUUID(),
      unitId: version === 3 ? unitId : idOf('chaos:unit:1'),
      from: '2012-01-01',
      until: null,
    };
    const data = {
      ...employeeSnapshot.example,
      employeeId,
      version,
      nip: '199001012020121001',
      raters: [],
      placements: [{ ...placement, ...where }],
    };
    await say(stage, employeeSnapshot, version, data);
  }
};

const parkedOf = ({ arena }: Stage, key: string) =>
  inDatabase(arena, 'monitoring', (query) =>
    query<{ sequence: string; status: string }>('SELECT sequence, status FROM inbox_parked WHERE key = $1 ORDER BY sequence', [
      key,
    ]),
  );
const isParked = async (stage: Stage, key: string) =>
  (await parkedOf(stage, key)).some(({ sequence, status }) => Number(sequence) === 2 && status === 'parked');
const isApplied = async (stage: Stage, key: string) => (await parkedOf(stage, key)).every(({ status }) => status === 'done');

/** What comes in another order than it was said. */
export const disorder: readonly Scenario[] = [
  {
    number: 15,
    title: 'records of one key come in the wrong order, and before what they depend on',
    proves: ['I8'],
    run: async (stage) => {
      const { chance, proof } = stage;
      const [unitId, employeeId, recommendationId] = [randomUUID(), randomUUID(), randomUUID()];
      const about = { recommendationId, employeeId };
      await sayUnit(stage, unitId);
      await say(stage, recommendationAccepted, 2, { ...recommendationAccepted.example, ...about });
      await say(stage, recommendationMade, 1, { ...recommendationMade.example, ...about, appraisalId: randomUUID(), unitId });
      await until('the key is parked', () => isParked(stage, recommendationId));
      proof(`what was accepted came before it was made and before its person: the key ${recommendationId} was parked`);
      await between(chance, 1_000, 4_000);
      await sayPerson(stage, employeeId, unitId);
      const learner = { employeeId: idOf('chaos:employee:3') };
      for (const level of versions)
        await say(stage, learnerProfileUpdated, level, { ...learner, competencies: [{ competency: 'PELAYANAN_PUBLIK', level }] });
      proof(`snapshots of a unit and a person, and profiles of a learner, came in the order ${versions.join(', ')}`);
      await until('the parked key is applied', () => isApplied(stage, recommendationId));
      proof('the parked key was applied when its person was known');
    },
  },
];
