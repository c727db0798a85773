import { describe, expect, it } from '@jest/globals';
import { roles, type Actor } from '@siger/contracts';
import { allowed, judge, machineStanding, type Action, type Standing, type Verdict } from './policy.js';

const machine = (...scopes: string[]): Actor => ({ subject: 'm', roles: ['client'], scopes, employeeId: null });
const nobody: Standing = { self: false, rates: false, administers: false, observes: false };
const people = {
  self: { ...nobody, self: true },
  rater: { ...nobody, rates: true },
  admin: { ...nobody, administers: true },
  'admin about itself': { ...nobody, self: true, administers: true },
  'reading machine': machineStanding(machine('training:read')),
  'writing machine': machineStanding(machine('training:write')),
  'other machine': machineStanding(machine('feedback:write', 'training')),
  outsider: nobody,
};
const everyone = Object.keys(people) as (keyof typeof people)[];

/** allowed: A, forbidden (403): F, hidden (404): H; in the order of `people`. */
const table: Record<Action, string> = {
  read: 'AAAAAAHH',
  assess: 'FFAFFAHH',
  'decide-recommendation': 'AFFAFFHH',
  'request-enrolment': 'AFAAFAHH',
  'cancel-enrolment': 'AFAAFAHH',
  'manage-enrolment': 'FFAFFAHH',
  'report-learning': 'AFFAFFHH',
  'judge-learning': 'FFAFFAHH',
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

describe('who may call at all', () => {
  const may = (door: keyof typeof allowed) => roles.filter((role) => (allowed[door] as readonly string[]).includes(role));

  it.each([
    ['catalogue.read', roles.filter((role) => role !== 'client')],
    ['catalogue.write', ['training-admin', 'platform-admin']],
    ['learning.read', ['employee', 'training-admin']],
    ['learning.own', ['employee', 'training-admin']],
    ['enrolment.request', ['employee', 'training-admin']],
    ['learning.manage', ['training-admin']],
  ] as const)('%s: %j', (door, expected) => {
    expect([...may(door)].sort()).toEqual([...expected].sort());
  });
});
