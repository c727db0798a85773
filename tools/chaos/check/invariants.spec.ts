import { describe, expect, it } from '@jest/globals';
import type { Evidence, Kept, Said } from './evidence.js';
import { emptyOf, type Invariant, invariants, judge, noticedBy } from './invariants.js';
import { personText } from './people.js';

const said = (more: Partial<Said>): Said => ({
  ...{ topic: 'appraisal.events', partition: 0, offset: 0, key: 'a', id: 'e1', type: 'appraisal.completed.v1' },
  ...{ sequence: 1, correlationId: 'r1', content: 'same', data: {}, ...more },
});
const kept = (more: Partial<Kept> = {}): Kept => ({
  ...{
    outbox: [],
    unpublished: 0,
    buried: 0,
    parked: [],
    units: null,
    people: null,
    brokenAudit: null,
    audited: new Set(),
    ...more,
  },
});

const completed = said({});
const made = said({
  topic: 'training.events',
  key: 'r',
  id: 'e2',
  type: 'recommendation.made.v1',
  data: { appraisalId: 'a', unitId: 'u' },
});
const renamed = said({
  topic: 'unit.events',
  key: 'u',
  id: 'e3',
  type: 'unit.renamed.v1',
  correlationId: 'r3',
  data: { name: 'New' },
});
const snapshot = said({ topic: 'unit.snapshot', key: 'u', id: 'e4', type: 'unit.snapshot.v1', data: { name: 'New' } });
const placed = { placementId: 'p', unitId: 'u', positionId: 'x', positionKind: 'PELAKSANA', head: false, primary: true };
const aPerson = {
  ...{ version: 1, nip: '1', name: 'Siti', status: 'PNS', active: true },
  placements: [{ ...placed, positionName: 'Analis', grade: null, from: '2012-01-01', until: null }],
  raters: [{ raterId: 'k', from: '2012-01-01', until: null }],
};
const [registered, person] = [
  said({ topic: 'employee.events', key: 'w', id: 'e10', type: 'employee.registered.v1', correlationId: 'r10' }),
  said({ topic: 'employee.snapshot', key: 'w', id: 'e11', type: 'employee.snapshot.v1', data: aPerson }),
];
const people = (more: object = {}) => new Map([['w', personText({ ...aPerson, ...more })]]);
const again = said({
  topic: 'unit.events',
  key: 'u',
  id: 'e5',
  type: 'unit.renamed.v1',
  sequence: 2,
  correlationId: 'r5',
  data: { name: 'Newer' },
});
const profile = (sequence: number, more: Partial<Said>) =>
  said({
    ...{ topic: 'training.events', key: 'l', type: 'learner.profile-updated.v1', sequence, id: `l${sequence}` },
    ...{ data: { competencies: [{ competency: 'PELAYANAN_PUBLIK', level: sequence }] }, ...more },
  });
const stranger = said({ key: 'x', id: 'e8' });
const letterOf = (eventId: string) =>
  said({ topic: 'platform.dead', key: 'd', id: 'e7', type: 'dead-letter.recorded.v1', data: { eventId } });
const topics = [completed, made, renamed, snapshot, registered, person];
const aUnit = [['u', '1 New']] as const;
const outbox = (...events: Said[]) => events.map(({ id, topic }) => ({ id, topic }));

/** One acknowledged appraisal with its effect, one renaming, a request in doubt that never came through. */
const sound: Evidence = {
  ledger: [
    { op: 'appraise', id: 'o1', makes: ['a'], attempt: 1, outcome: 'ack' },
    { op: 'rename', id: 'o2', makes: ['New'], attempt: 1, outcome: 'ack' },
    { op: 'appraise', id: 'o3', makes: ['b', 'c'], attempt: 1, outcome: 'unknown' },
    { op: 'appraise', id: 'o4', makes: ['d'], attempt: 1, outcome: 'reject' },
  ],
  appraisals: new Set(['a']),
  sets: new Set(['a']),
  recommendations: new Map([['a', ['course']]]),
  services: new Map([
    ['appraisal', kept({ outbox: outbox(completed), units: new Map(aUnit), people: people() })],
    ['training', kept({ outbox: outbox(made) })],
    [
      'employees',
      kept({
        outbox: outbox(renamed, snapshot, registered, person),
        audited: new Set(['unit.rename r3', 'import.run r10']),
        units: new Map(aUnit),
        people: people(),
      }),
    ],
  ]),
  topics,
  figures: new Map([['RECOMMENDATIONS_MADE u', 1]]),
  counted: new Set(['a']),
  stories: new Set(topics.map(({ id }) => id)),
  lag: new Map([['training.recommendations appraisal.events/0', 0]]),
  groups: new Map([['training.fast', 'Stable']]),
  conditions: [{ name: 'training-0', ready: true, megabytes: 200 }],
  quietAfter: 1,
  profiles: new Map(),
  foreign: new Set(),
  sound: new Set(),
  poison: new Set(),
};
/** A profile was told twice, the older one last. */
const learnt: Partial<Evidence> = {
  topics: [...topics, profile(2, {}), profile(1, {})],
  foreign: new Set(['l1', 'l2']),
  sound: new Set(['l1', 'l2']),
  stories: new Set([...topics.map(({ id }) => id), 'l1', 'l2']),
  profiles: new Map([['l', 'PELAYANAN_PUBLIK 2']]),
};
const violated = (more: Partial<Evidence>): Invariant[] =>
  judge({ ...sound, ...more })
    .filter(({ violations }) => violations.length > 0)
    .map(({ invariant }) => invariant);
const service = (name: string, more: Partial<Kept>) =>
  new Map(sound.services).set(name, { ...(sound.services.get(name) as Kept), ...more });

const ghost = new Map([...people(), ['v', personText(aPerson)] as const]);
const elsewhere = { ...aPerson.placements[0], unitId: 'v' };
const noting = (what: string) => service('employees', { audited: new Set(['unit.rename r3', 'import.run r10', what]) });

describe('the checker', () => {
  it('finds nothing where nothing is wrong, and has looked', () => {
    expect(violated({})).toEqual([]);
    expect(emptyOf(judge(sound), invariants)).toEqual([]);
  });

  const planted: [Invariant, string, Partial<Evidence>][] = [
    ['I1', 'a lost row', { appraisals: new Set() }],
    ['I1', 'a lost effect', { sets: new Set(), recommendations: new Map() }],
    ['I1', 'a doubled effect', { recommendations: new Map([['a', ['course', 'course']]]) }],
    ['I1', 'an acknowledged name that nobody told', { topics: [completed, made, snapshot, registered, person] }],
    ['I2', 'a ghost effect', { sets: new Set(['a', 'ghost']) }],
    ['I2', 'recommendations without their set', { recommendations: new Map([...sound.recommendations, ['x', []]]) }],
    ['I3', 'half of a request', { appraisals: new Set(['a', 'b']) }],
    ['I3', 'a row of a request in doubt without its event', { appraisals: new Set(['a', 'b', 'c']) }],
    ['I3', 'a row of a refused request', { appraisals: new Set(['a', 'd']) }],
    ['I4', 'an inversion', { topics: [completed, made, again, renamed, snapshot] }],
    ['I4', 'a gap', { topics: [completed, made, { ...again, sequence: 3 }] }],
    ['I4', 'one id with two contents', { topics: [...topics, { ...completed, content: 'other' }] }],
    ['I4', 'a key on two partitions', { topics: [...topics, { ...again, partition: 1 }] }],
    ['I5', 'a stuck consumer', { lag: new Map([['training.recommendations appraisal.events/0', 3]]) }],
    ['I5', 'a stuck relay', { services: service('appraisal', { unpublished: 2 }) }],
    ['I5', 'no rest', { quietAfter: null }],
    ['I6', 'an event that never reached its topic', { services: service('appraisal', { outbox: outbox(completed, again) }) }],
    ['I6', 'an event that nobody wrote', { services: service('training', { outbox: [] }) }],
    ['I7', 'a sound event that is parked', { services: service('training', { parked: ['e1'] }) }],
    ['I7', 'poison that went through', { poison: new Set(['p']) }],
    ['I7', 'poison that was kept and not told', { poison: new Set(['p']), services: service('training', { parked: ['p'] }) }],
    ['I7', 'poison that was told and not kept', { poison: new Set(['p']), topics: [...topics, letterOf('p')] }],
    ['I8', 'a figure that counts twice', { figures: new Map([['RECOMMENDATIONS_MADE u', 2]]) }],
    ['I8', 'an appraisal that monitoring missed', { counted: new Set() }],
    ['I8', 'a story without one of its events', { stories: new Set([...sound.stories].slice(1)) }],
    ['I8', 'a directory that is empty', { services: service('appraisal', { units: new Map() }) }],
    [
      'I8',
      'a unit in a directory that nobody said',
      { services: service('appraisal', { units: new Map([...aUnit, ['v', '1 Ghost']]) }) },
    ],
    ['I8', 'a row that was changed and not told', { services: service('employees', { units: new Map([['u', '2 Newer']]) }) }],
    ['I8', 'a change that was told and is no row', { services: service('employees', { units: new Map([['u', '0 Old']]) }) }],
    ['I8', 'a directory that lags behind', { services: service('appraisal', { units: new Map([['u', '0 Old']]) }) }],
    [
      'I8',
      'a unit that went back',
      { topics: [...topics, { ...snapshot, id: 'e6', sequence: 3 }, { ...snapshot, id: 'e7', sequence: 2 }] },
    ],
    [
      'I8',
      'sound records of the harness that nobody took',
      { topics: [...topics, stranger], foreign: new Set(['e8']), sound: new Set(['e8']) },
    ],
    ['I8', 'a profile that went back', { ...learnt, profiles: new Map([['l', 'PELAYANAN_PUBLIK 1']]) }],
    ['I9', 'a broken chain', { services: service('training', { brokenAudit: '7' }) }],
    ['I8', 'a directory without its people', { services: service('appraisal', { people: new Map() }) }],
    ['I8', 'a person in a directory whom nobody said', { services: service('appraisal', { people: ghost }) }],
    ['I8', 'a placement that a directory lost', { services: service('appraisal', { people: people({ placements: [] }) }) }],
    ['I8', 'a placement in another unit', { services: service('appraisal', { people: people({ placements: [elsewhere] }) }) }],
    ['I8', 'a rater that a directory lost', { services: service('appraisal', { people: people({ raters: [] }) }) }],
    ['I8', 'a person who was changed and not told', { services: service('employees', { people: people({ version: 2 }) }) }],
    [
      'I8',
      'a person who went back',
      {
        topics: [...topics, { ...person, id: 'e12', sequence: 3, data: { ...aPerson, version: 3 } }],
        stories: new Set([...sound.stories, 'e12']),
      },
    ],
    ['I9', 'a renaming that is not audited', { services: service('employees', { audited: new Set(['import.run r10']) }) }],
    ['I9', 'an import that is not audited', { services: service('employees', { audited: new Set(['unit.rename r3']) }) }],
    ['I9', 'a renaming that is audited as an import', { services: noting('import.run r3') }],
    ['I9', 'an entry of a renaming that never was', { services: noting('unit.rename r9') }],
    ['I9', 'an entry of an import that never was', { services: noting('import.run r9') }],
    ['I10', 'a group that is not stable', { groups: new Map([['training.fast', 'PreparingRebalance']]) }],
    ['I10', 'a service that is not well', { conditions: [{ name: 'training-0', ready: false, megabytes: 200 }] }],
    ['I10', 'a service that grows', { conditions: [{ name: 'training-0', ready: true, megabytes: 900 }] }],
  ];
  it.each(planted)('%s finds %s', (invariant, _what, more) => {
    expect(violated(more)).toContain(invariant);
  });

  it('takes what came in the wrong order by its sequence, and no type that nobody declared', () => {
    expect(violated(learnt)).toEqual([]);
    const unknown = said({ type: 'appraisal.invented.v9', id: 'e9', key: 'n' });
    expect(violated({ topics: [...topics, unknown], foreign: new Set(['e9']), sound: new Set(['e9']) })).toEqual([]);
  });

  it('takes poison that is kept and told for what it is', () => {
    const services = service('training', { parked: ['p'], outbox: outbox(made, letterOf('p')) });
    const more = { poison: new Set(['p']), services, topics: [...topics, letterOf('p')] };
    expect(violated({ ...more, stories: new Set([...sound.stories, 'e7']) })).toEqual([]);
  });

  it('says of what there was nothing to look at, and does not take slowness for a broken build', () => {
    expect(emptyOf(judge({ ...sound, ledger: [] }), ['I1', 'I3', 'I4'])).toEqual(['I1', 'I3']);
    expect(noticedBy(judge({ ...sound, quietAfter: null, groups: new Map([['training.fast', 'Empty']]) }))).toEqual([]);
    expect(noticedBy(judge({ ...sound, quietAfter: null, sets: new Set() }))).toContain('I1');
  });

  it('takes a repeated record for one', () => {
    expect(violated({ topics: [...topics, completed, made] })).toEqual([]);
  });
});
