import { type Entry, outcomes } from '../load/ledger.ts';
import { audited } from './audit.ts';
import type { Evidence, Said } from './evidence.ts';
import { replayed } from './replay.ts';
import { distinct, howMany, type HowMany, howOften, type Judged, nameIn, told, without } from './told.ts';

export const invariants = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10'] as const;
export type Invariant = (typeof invariants)[number];
export interface Verdict {
  readonly invariant: Invariant;
  /** How many things were looked at. */
  readonly looked: number;
  readonly violations: readonly string[];
}

/** Far above what a sound service takes, with its heap bounded at 320 MB. */
const MOST_MEGABYTES = 600;

const doubled = (evidence: Evidence): string[] => {
  const made = howOften(told(evidence, 'recommendation.made.v1'), ({ data }) => String(data['appraisalId']));
  return [...evidence.recommendations].flatMap(([appraisal, courses]) => [
    ...(new Set(courses).size === courses.length ? [] : [`appraisal ${appraisal} has doubled recommendations`]),
    ...(made(appraisal) === courses.length
      ? []
      : [`appraisal ${appraisal} has ${courses.length} recommendations, ${made(appraisal)} were told`]),
  ]);
};

/** Every acknowledged change is there, with exactly one effect. */
const acknowledged = (evidence: Evidence): Judged => {
  const known = [...outcomes(evidence.ledger).values()].filter(({ outcome }) => outcome === 'ack');
  const of = (op: Entry['op']) => known.filter((entry) => entry.op === op).flatMap(({ makes }) => makes);
  const completed = howOften(told(evidence, 'appraisal.completed.v1'), ({ key }) => key);
  const renamed = howOften(told(evidence, 'unit.renamed.v1'), nameIn);
  const [names, appraisals] = [of('rename'), of('appraise')];
  return {
    looked: names.length + appraisals.length,
    violations: [
      ...names
        .filter((name) => renamed(name) !== 1)
        .map((name) => `the acknowledged name ${name} was told ${renamed(name)} times`),
      ...without(appraisals, evidence.appraisals).map((id) => `the acknowledged appraisal ${id} is lost`),
      ...appraisals.filter((id) => completed(id) !== 1).map((id) => `appraisal ${id} was told ${completed(id)} times`),
      ...without(appraisals, evidence.sets).map((id) => `appraisal ${id} has no recommendation set`),
      ...doubled(evidence),
    ],
  };
};

const grounded = ({ appraisals, sets, recommendations }: Evidence): Judged => ({
  looked: sets.size + recommendations.size,
  violations: [
    ...without(sets, appraisals).map((id) => `the recommendation set of ${id} has no appraisal`),
    ...without(recommendations.keys(), sets).map((id) => `recommendations of ${id} have no set`),
  ],
});

/** What is or was in doubt is there as a whole, with its event and its effect, or not at all; what was refused is not there. */
const whole = (evidence: Evidence): Judged => {
  const completed = new Set(told(evidence, 'appraisal.completed.v1').map(({ key }) => key));
  const renamed = howOften(told(evidence, 'unit.renamed.v1'), nameIn);
  const doubted = new Set(evidence.ledger.filter(({ outcome }) => outcome === 'unknown').map(({ id }) => id));
  const doubtful = [...outcomes(evidence.ledger).values()].filter(({ id, outcome }) => outcome !== 'ack' || doubted.has(id));
  const violations = doubtful.flatMap(({ op, makes, outcome }): string[] => {
    if (op === 'rename') {
      const times = renamed(makes[0] ?? '');
      return times > (outcome === 'reject' ? 0 : 1) ? [`the ${outcome} name ${makes[0]} was told ${times} times`] : [];
    }
    const there = makes.filter((id) => evidence.appraisals.has(id));
    if (outcome === 'reject' && there.length) return [`refused appraisals are there: ${there.join()}`];
    if (there.length % makes.length !== 0) return [`${there.length} of ${makes.length} appraisals of one request are there`];
    const halves = makes.filter(
      (id) => evidence.appraisals.has(id) !== completed.has(id) || completed.has(id) !== evidence.sets.has(id),
    );
    return halves.map((id) => `appraisal ${id} is half there: row, event or effect is missing`);
  });
  return { looked: doubtful.length, violations };
};

/** Facts of an aggregate count 1 to n, snapshots rise; a repeated record is the same to the byte. */
const ordered = ({ topics, foreign }: Evidence): Judged => {
  const violations: string[] = [];
  const contents = new Map<string, string>();
  for (const { id, content } of topics) {
    if ((contents.get(id) ?? content) !== content) violations.push(`${id} was repeated with another content`);
    contents.set(id, content);
  }
  const ours = distinct(topics).filter(({ id }) => !foreign.has(id));
  const byKey = Map.groupBy(ours, ({ topic, key }) => `${topic} ${key}`);
  for (const [name, said] of byKey) {
    const isSnapshot = name.includes('.snapshot ');
    if (new Set(said.map(({ partition }) => partition)).size > 1) violations.push(`${name} is on several partitions`);
    said.forEach(({ sequence }, at) => {
      const before = said[at - 1]?.sequence ?? 0;
      if (isSnapshot ? sequence <= before : sequence !== before + 1) violations.push(`${name}: ${sequence} follows ${before}`);
    });
  }
  return { looked: ours.length, violations };
};

const drained = ({ services, lag, quietAfter }: Evidence): Judged => ({
  looked: services.size + lag.size,
  violations: [
    ...(quietAfter === null ? ['it never came to rest'] : []),
    ...[...services]
      .filter(([, { unpublished }]) => unpublished > 0)
      .map(([name, kept]) => `${name} has ${kept.unpublished} events to send`),
    ...[...lag].filter(([, records]) => records > 0).map(([name, records]) => `${name} has ${records} records to read`),
  ],
});

const carried = ({ services, topics, foreign }: Evidence): Judged => {
  const written = new Map([...services.values()].flatMap(({ outbox }) => outbox.map(({ id, topic }) => [id, topic] as const)));
  const read = new Map(topics.filter(({ id }) => !foreign.has(id)).map(({ id, topic }) => [id, topic]));
  return {
    looked: written.size,
    violations: [
      ...without(written.keys(), read).map((id) => `${id} of ${written.get(id)} was written and never reached its topic`),
      ...without(read.keys(), written).map((id) => `${id} on ${read.get(id)} was never written`),
      ...[...services].filter(([, { buried }]) => buried > 0).map(([name, { buried }]) => `${name} has buried ${buried} events`),
    ],
  };
};

/** As the databases name it: by its id, or by its place where it has none. */
const idOfDead = (data: Said['data']): string =>
  String(data['eventId'] ?? [data['topic'], data['partition'], data['offset']].join('/'));

/** Nothing but poison is given up; of poison every consumer that does so keeps a row and tells a letter. */
const givenUp = ({ services, poison, topics }: Evidence): Judged => {
  const parked = [...services].flatMap(([name, kept]) => kept.parked.map((id) => [name, id] as const));
  const said = distinct(topics);
  const letters = said.filter(({ topic }) => topic === 'platform.dead').map(({ data }) => idOfDead(data));
  const [rows, told] = [parked.map(([, id]) => id), letters].map((ids) => howMany(ids)) as [HowMany, HowMany];
  return {
    looked: said.length + parked.length + letters.length + poison.size,
    violations: [
      ...parked.filter(([, id]) => !poison.has(id)).map(([name, id]) => `${name} has parked ${id}, which is sound`),
      ...letters.filter((id) => !poison.has(id)).map((id) => `${id} was told dead, and is sound`),
      ...[...poison].filter((id) => rows(id) === 0).map((id) => `the poison ${id} was not given up`),
      ...[...poison]
        .filter((id) => rows(id) !== told(id))
        .map((id) => `the poison ${id} is kept ${rows(id)} times and was told dead ${told(id)} times`),
    ],
  };
};

const well = ({ groups, conditions }: Evidence): Judged => ({
  looked: groups.size + conditions.length,
  violations: [
    ...[...groups].filter(([, state]) => state !== 'Stable').map(([name, state]) => `group ${name} is ${state}`),
    ...conditions.filter(({ ready }) => !ready).map(({ name }) => `${name} is not ready`),
    ...conditions
      .filter(({ megabytes }) => megabytes > MOST_MEGABYTES)
      .map(({ name, megabytes }) => `${name} takes ${megabytes.toFixed(0)} MB`),
  ],
});

const judges: Readonly<Record<Invariant, (evidence: Evidence) => Judged>> = {
  I1: acknowledged,
  I2: grounded,
  I3: whole,
  I4: ordered,
  I5: drained,
  I6: carried,
  I7: givenUp,
  I8: replayed,
  I9: audited,
  I10: well,
};

/** Of these there was nothing to look at: they hold of nothing, and prove nothing of what a scenario is for. */
export const emptyOf = (verdicts: readonly Verdict[], proves: readonly Invariant[]): Invariant[] =>
  verdicts.filter(({ invariant, looked }) => looked === 0 && proves.includes(invariant)).map(({ invariant }) => invariant);

/** What a sound build violates as well where the machine is slow. */
const slowness: readonly Invariant[] = ['I5', 'I10'];
/** By what a broken build is noticed: by what it lost, doubled or turned round. */
export const noticedBy = (verdicts: readonly Verdict[]): Invariant[] =>
  verdicts
    .filter(({ invariant, violations }) => violations.length > 0 && !slowness.includes(invariant))
    .map(({ invariant }) => invariant);

export const judge = (evidence: Evidence): Verdict[] =>
  invariants.map((invariant) => ({ invariant, ...judges[invariant](evidence) }));
