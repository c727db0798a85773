import { changed, fact, learnerProfileUpdated, type Change, type LevelSource } from '@siger/contracts';
import type { Level } from '../competency/competency.js';

export interface ProfileLevel extends Level {
  readonly source: LevelSource;
  /** The enrolment or learning record that raised it; null for an assessment. */
  readonly sourceId: string | null;
  readonly since: string;
}

/** An employee as someone who learns; `id` is the employee's. */
export interface Learner {
  readonly id: string;
  readonly version: number;
  readonly competencies: readonly ProfileLevel[];
}

export const newLearner = (employeeId: string): Learner => ({ id: employeeId, version: 1, competencies: [] });

const byCode = (a: Level, b: Level) => (a.competency < b.competency ? -1 : 1);

/** Puts the news in place of what was known; tells the whole profile, once, and only if something is new. */
const updated = (learner: Learner, news: readonly ProfileLevel[]): Change<Learner> => {
  if (news.length === 0) return changed(learner);
  const levels = new Map(learner.competencies.map((level) => [level.competency, level]));
  for (const level of news) levels.set(level.competency, level);
  const competencies = [...levels.values()].sort(byCode);
  return changed(
    { ...learner, competencies },
    fact(learnerProfileUpdated, {
      employeeId: learner.id,
      competencies: competencies.map(({ competency, level }) => ({ competency, level })),
    }),
  );
};

const known = (learner: Learner, code: string) => learner.competencies.find(({ competency }) => competency === code);

/** An assessment may raise or lower a level; one that is older than what is known says nothing new. */
export const assess = (learner: Learner, found: readonly Level[], assessedOn: string): Change<Learner> =>
  updated(
    learner,
    found
      .filter(({ competency, level }) => {
        const before = known(learner, competency);
        return !before || (before.since <= assessedOn && before.level !== level);
      })
      .map(({ competency, level }) => ({ competency, level, source: 'ASSESSMENT', sourceId: null, since: assessedOn })),
  );

export interface Raise {
  readonly source: LevelSource;
  readonly sourceId: string;
  readonly on: string;
}

/** A training raises a level, it never lowers one. */
export const raise = (learner: Learner, levels: readonly Level[], { source, sourceId, on }: Raise): Change<Learner> =>
  updated(
    learner,
    levels
      .filter(({ competency, level }) => level > (known(learner, competency)?.level ?? 0))
      .map(({ competency, level }) => ({ competency, level, source, sourceId, since: on })),
  );
