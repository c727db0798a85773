import type { RecommendationReason } from '@siger/contracts';
import { HIGHEST, levelsByCode, type Level } from '../competency/competency.js';
import { argumentsOf, type Argument, type Findings } from './reason.js';

export interface CataloguedCourse {
  readonly courseId: string;
  readonly hours: number;
  readonly raises: readonly Level[];
}

export interface Grounds extends Findings {
  readonly profile: readonly Level[];
  readonly standards: readonly Level[];
  /** Without what the employee completed already. */
  readonly courses: readonly CataloguedCourse[];
}

export interface Advice {
  readonly courseId: string;
  readonly competency: string;
  readonly level: number;
  readonly purpose: 'IMPROVE' | 'GROW';
  readonly rank: number;
  readonly reasons: readonly RecommendationReason[];
}

/** No items is an answer too: `uncovered` names what calls for training and has no course. */
export interface Recommended {
  readonly items: readonly Advice[];
  readonly uncovered: readonly string[];
}

/** So many that a person can follow them within a period. */
const most = { IMPROVE: 5, GROW: 3 };

interface Candidate {
  readonly competency: string;
  readonly weight: number;
  /** What the employee is taken to have now; a course must lead above it. */
  readonly base: number;
  readonly reasons: readonly RecommendationReason[];
}

type Levels = ReadonlyMap<string, number>;

const urgency = (a: Candidate, b: Candidate) => b.weight - a.weight || a.base - b.base || (a.competency < b.competency ? -1 : 1);

const byCompetency = (found: readonly Argument[]) => Map.groupBy(found, ({ competency }) => competency);

const reasonOrder = (a: Argument, b: Argument) =>
  b.weight - a.weight || (`${a.reason.kind} ${a.reason.ref}` < `${b.reason.kind} ${b.reason.ref}` ? -1 : 1);
const weigh = (found: readonly Argument[]) => found.reduce((sum, { weight }) => sum + weight, 0);
const reasonsOf = (found: readonly Argument[]) => [...found].sort(reasonOrder).map(({ reason }) => reason);

/** Never assessed, but something is amiss: taken to stand one level below what the post requires. */
const toImprove = (found: readonly Argument[], actual: Levels, standard: Levels): Candidate[] =>
  [...byCompetency(found)]
    .filter(([, group]) => group.some(({ strong }) => strong))
    .map(([competency, group]) => ({
      competency,
      weight: weigh(group),
      base: actual.get(competency) ?? (standard.get(competency) ?? 1) - 1,
      reasons: reasonsOf(group),
    }))
    .sort(urgency);

/** Nothing is amiss: the next level of whatever the person, the post or the signals know, the lowest level first. */
const toGrow = (found: readonly Argument[], grounds: Grounds, [actual, standard]: [Levels, Levels]): Candidate[] => {
  const said = byCompetency(found);
  const codes = new Set([...said.keys(), ...actual.keys(), ...standard.keys(), ...grounds.signals.map((s) => s.competency)]);
  return [...codes]
    .map((competency) => {
      const base = actual.get(competency) ?? standard.get(competency) ?? 1;
      const group = said.get(competency) ?? [];
      const growth = { kind: 'GROWTH', ref: competency, detail: { actual: base, next: base + 1 } };
      return { competency, weight: weigh(group), base, reasons: [...reasonsOf(group), growth] };
    })
    .filter(({ base }) => base < HIGHEST)
    .sort(urgency);
};

const levelOf = (course: CataloguedCourse, competency: string) =>
  Math.max(0, ...course.raises.filter((raised) => raised.competency === competency).map(({ level }) => level));
const helps = (course: CataloguedCourse, { competency, base }: Candidate) => levelOf(course, competency) > base;

/** The smallest step up; then the course that answers most of the other needs; then the shortest; then by id. */
const courseFor = (candidate: Candidate, candidates: readonly Candidate[], courses: readonly CataloguedCourse[]) => {
  const breadth = (course: CataloguedCourse) => candidates.filter((other) => helps(course, other)).length;
  const preference = (a: CataloguedCourse, b: CataloguedCourse) =>
    levelOf(a, candidate.competency) - levelOf(b, candidate.competency) ||
    breadth(b) - breadth(a) ||
    a.hours - b.hours ||
    (a.courseId < b.courseId ? -1 : 1);
  return courses.filter((course) => helps(course, candidate)).sort(preference)[0];
};

const distinct = (reasons: readonly RecommendationReason[]) => {
  const seen = new Map<string, RecommendationReason>();
  for (const reason of reasons) {
    const key = `${reason.kind} ${reason.ref}`;
    const before = seen.get(key);
    const elements = [...new Set([...(before?.detail.elements ?? []), ...(reason.detail.elements ?? [])])].sort();
    seen.set(key, elements.length ? { ...reason, detail: { ...reason.detail, elements } } : (before ?? reason));
  }
  return [...seen.values()];
};

const assign = (
  candidates: readonly Candidate[],
  courses: readonly CataloguedCourse[],
  purpose: Advice['purpose'],
): Recommended => {
  const chosen = new Map<CataloguedCourse, Advice>();
  const uncovered: string[] = [];
  for (const candidate of candidates) {
    const { competency, reasons } = candidate;
    // A course that is on the list already and helps here too is not joined by a second one.
    const already = [...chosen].find(([course]) => helps(course, candidate));
    const course = courseFor(candidate, candidates, courses);
    if (already) chosen.set(already[0], { ...already[1], reasons: distinct([...already[1].reasons, ...reasons]) });
    else if (!course) uncovered.push(competency);
    else if (chosen.size < most[purpose]) {
      const level = levelOf(course, competency);
      chosen.set(course, { courseId: course.courseId, competency, level, purpose, rank: chosen.size + 1, reasons });
    }
  }
  return { items: [...chosen.values()], uncovered: purpose === 'IMPROVE' ? uncovered.sort() : [] };
};

/**
 * What to learn after an appraisal, and why. Each weak result, weak behaviour, gap and weak element of a public service speaks for
 * the competencies that the catalogue's signals name; the competency with the most weight is answered first. Where nothing calls
 * for improvement, growth to the next level is offered. The same grounds in any order give the same answer.
 */
export const recommend = (grounds: Grounds): Recommended => {
  const found = argumentsOf(grounds);
  const actual = levelsByCode(grounds.profile);
  const standard = levelsByCode(grounds.standards);
  const needs = toImprove(found, actual, standard);
  if (needs.length > 0) return assign(needs, grounds.courses, 'IMPROVE');
  return assign(toGrow(found, grounds, [actual, standard]), grounds.courses, 'GROW');
};
