import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultsOf, type Rules, startRules } from '@siger/service/fixture';
import { RuleSets1700000000100, ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { calculators } from './rule.calculators.js';

let rules: Rules;
beforeAll(async () => {
  rules = await startRules('training', RuleSets1700000000100, calculators);
});
afterAll(() => rules.close());

const clerk = {
  education: 'S1',
  position: 'PELAKSANA',
  leadershipTraining: false,
  functionalTraining: false,
  technicalHours: 20,
  seminar: true,
  predicate: 'CUKUP',
  punishment: 'LIGHT',
};

describe('anyone', () => {
  it.each([
    [
      'hours',
      {
        status: 'PNS',
        activities: [
          { kind: 'PELATIHAN_TEKNIS', hours: 7, international: true },
          { kind: 'SEMINAR', days: 2 },
        ],
      },
      { lines: [{ hours: 8.4 }, { hours: 8 }], total: 16.4, target: 20, met: false },
    ],
    ['hours', { status: 'PPPK', activities: [] }, { lines: [], total: 0, target: 24, met: false }],
    [
      'competency-fit',
      { standard: [3, 3], actual: [4, 2], cap: false },
      { fit: '100.00', selection: 'MEMENUHI_SYARAT', mapping: 'OPTIMAL', gaps: [1, -1] },
    ],
    ['talent-box', { performance: 80, potential: 70 }, { box: 7, talentScore: '75.00' }],
    ['talent-box', { performance: 'DI_BAWAH', potential: 100 }, { box: 6, talentScore: null }],
    [
      'professionalism-index',
      clerk,
      {
        index: '73.00',
        category: 'SEDANG',
        parts: { qualification: '15.00', competence: '40.00', performance: '15.00', discipline: '3.00' },
      },
    ],
  ] as const)('tries %s without an account', async (rule, input, result) => {
    const { id, legalBasis } = ruleSets[rule];
    expect(await rules.send(rule, input)).toEqual({ status: 200, body: { rule, ruleSetId: id, legalBasis, result } });
  });

  it('reads which rules are in force', async () => {
    const { items } = await rules.list<{ rule: string; parameters: unknown }>();
    expect(items.map(({ rule }) => rule)).toEqual(Object.keys(ruleSets).sort());
    expect(items.find(({ rule }) => rule === 'hours')?.parameters).toEqual(ruleSets.hours.parameters);
  });
});

describe('a refusal', () => {
  it.each<[string, string, object | string, number, string[]]>([
    [
      'activities without or with the wrong measure, beside one of no kind',
      'hours',
      {
        status: 'PNS',
        activities: [
          { kind: 'SEMINAR' },
          { kind: 'MAGANG', count: 1, days: 2 },
          { kind: 'NAP' },
          { kind: 'KURSUS', hours: -1 },
          { kind: 'COACHING', dates: ['2026-02-30'], hours: 'two' },
        ],
      },
      422,
      [
        '/activities/0/days required',
        '/activities/1/days unexpected',
        '/activities/2/kind not-allowed',
        '/activities/3/hours range',
        '/activities/4/dates/0 format',
        '/activities/4/hours type',
      ],
    ],
    ['no activities', 'hours', { status: 'CPNS' }, 422, ['/activities required', '/status not-allowed']],
    ['empty lists', 'competency-fit', { standard: [], actual: [] }, 422, ['/actual size', '/standard size']],
    [
      'levels that are none, and too few',
      'competency-fit',
      { standard: [3, 0, 6, 2.5], actual: [3, '3'] },
      422,
      ['/actual unequal', '/actual/1 type', '/standard/1 range', '/standard/2 range', '/standard/3 type'],
    ],
    [
      'lists of two lengths',
      'competency-fit',
      { standard: [3], actual: [3, 3], cap: 'no' },
      422,
      ['/actual unequal', '/cap type'],
    ],
    [
      'no place in a box',
      'talent-box',
      { performance: 100.01, potential: 'HIGH' },
      422,
      ['/performance not-allowed', '/potential not-allowed'],
    ],
    ['half a place', 'talent-box', { performance: -1 }, 422, ['/performance not-allowed', '/potential required']],
    [
      'fields that the position does not use, left out',
      'professionalism-index',
      { ...clerk, leadershipTraining: undefined, functionalTraining: undefined, technicalHours: '20' },
      422,
      ['/functionalTraining required', '/leadershipTraining required', '/technicalHours type'],
    ],
    ['broken JSON', 'hours', '{', 400, []],
    ['an unknown rule', 'toString', {}, 404, []],
  ])('of %s', async (_, rule, body, status, faults) => {
    const answer = await rules.send(rule, body);
    expect([answer.status, faultsOf(answer.body)]).toEqual([status, faults]);
  });

  it('comes where no rule was in force on the day', async () => {
    expect((await rules.send('talent-box', { performance: 1, potential: 1 }, '?on=2019-12-31')).status).toBe(404);
  });
});
