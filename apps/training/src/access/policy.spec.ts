import { describe, expect, it } from '@jest/globals';
import { judge, type Action, type Standing, type Verdict } from './policy.js';

const nobody: Standing = { self: false, rates: false, administers: false };
const people = {
  self: { ...nobody, self: true },
  rater: { ...nobody, rates: true },
  admin: { ...nobody, administers: true },
  'admin about itself': { ...nobody, self: true, administers: true },
  outsider: nobody,
};
const everyone = Object.keys(people) as (keyof typeof people)[];

/** allowed: A, forbidden (403): F, hidden (404): H; in the order self, rater, admin, admin about itself, outsider. */
const table: Record<Action, string> = {
  read: 'AAAAH',
  assess: 'FFAFH',
  'decide-recommendation': 'AFFAH',
  'request-enrolment': 'AFAAH',
  'cancel-enrolment': 'AFAAH',
  'manage-enrolment': 'FFAFH',
  'report-learning': 'AFFAH',
  'judge-learning': 'FFAFH',
};
const verdicts: Record<string, Verdict> = { A: 'allowed', F: 'forbidden', H: 'hidden' };

describe('judge', () => {
  const cases = (Object.keys(table) as Action[]).flatMap((action) =>
    everyone.map((who, column) => ({ action, who, verdict: verdicts[table[action][column] ?? ''] })),
  );
  it.each(cases)('$action by $who: $verdict', ({ action, who, verdict }) => {
    expect(judge(action, people[who])).toBe(verdict);
  });
});
