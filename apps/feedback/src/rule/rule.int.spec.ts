import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { skmElements } from '@siger/contracts';
import { faultsOf, type Rules, startRules } from '@siger/service/fixture';
import { RuleSets1700000000100, ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { calculators } from './rule.calculators.js';

let rules: Rules;
beforeAll(async () => {
  rules = await startRules('feedback', RuleSets1700000000100, calculators);
});
afterAll(() => rules.close());

const nine = (value: unknown) => Object.fromEntries(skmElements.map((element) => [element, value]));

describe('anyone', () => {
  it.each([
    [
      'skm-index',
      { responses: [nine(3), nine(2)], weight: '0.111' },
      { respondents: 2, averages: nine('2.50'), index: '62.44', grade: 'D', lowest: [...skmElements] },
    ],
    [
      'skm-index',
      { averages: { ...nine(3.0642), WAKTU: 3.0641 } },
      { respondents: null, averages: nine('3.06'), index: '76.60', grade: 'C', lowest: ['WAKTU'] },
    ],
    ['skm-index', { responses: [] }, { respondents: 0, averages: null, index: null, grade: null, lowest: [] }],
    ['skm-sample', { population: 100 }, { sample: 80 }],
    ['report-deadline', { stage: 'FOLLOW_UP', kind: 'WITH_INSPECTION', from: '2025-10-08' }, { dueOn: '2026-01-05' }],
    [
      'report-deadline',
      { stage: 'FOLLOW_UP', kind: 'WITH_INSPECTION', from: '2025-10-08', holidays: [] },
      { dueOn: '2025-12-31' },
    ],
    ['report-deadline', { stage: 'REPORTER_REPLY', from: '2025-10-15', dayType: 'CALENDAR' }, { dueOn: '2025-10-25' }],
  ] as const)('tries %s without an account', async (rule, input, result) => {
    const { id, legalBasis } = ruleSets[rule];
    expect(await rules.send(rule, input)).toEqual({ status: 200, body: { rule, ruleSetId: id, legalBasis, result } });
  });

  it('reads which rules are in force', async () => {
    const { items } = await rules.list<{ rule: string }>();
    expect(items.map(({ rule }) => rule)).toEqual(Object.keys(ruleSets).sort());
  });

  it('may send as many answers as a body holds', async () => {
    const responses = Array.from({ length: 7_000 }, () => nine(4));
    const { status, body } = await rules.send('skm-index', { responses });
    expect([status, (body.result as { index: string }).index]).toEqual([200, '100.00']);
  });
});

describe('a refusal', () => {
  it('of a body full of nothing is quick, and short', async () => {
    const long = await rules.send('skm-index', { responses: Array.from({ length: 100_000 }, () => ({})) });
    expect([long.status, faultsOf(long.body)]).toEqual([422, ['/responses size']]);
    const short = await rules.send('skm-index', { responses: Array.from({ length: 2_000 }, () => ({})) });
    expect([short.status, faultsOf(short.body).length]).toEqual([422, 1000]);
  });

  it.each<[string, string, object | string, number, string[]]>([
    [
      'answers outside of the scale, or missing',
      'skm-index',
      {
        responses: [
          nine(4),
          { ...nine(4), WAKTU: 5, BIAYA: 0, SARANA: undefined, U1: 1 },
          { ...nine(1), PRODUK: 2.5, PERILAKU: '3' },
        ],
      },
      422,
      [
        '/responses/1/BIAYA range',
        '/responses/1/SARANA required',
        '/responses/1/U1 unknown-field',
        '/responses/1/WAKTU range',
        '/responses/2/PERILAKU type',
        '/responses/2/PRODUK type',
      ],
    ],
    [
      'neither answers nor averages',
      'skm-index',
      { weight: 'HALF' },
      422,
      ['/averages required', '/responses required', '/weight not-allowed'],
    ],
    ['both', 'skm-index', { responses: [], averages: nine(2) }, 422, ['/averages unexpected', '/responses unexpected']],
    ['averages outside of the scale', 'skm-index', { averages: { ...nine(1), WAKTU: 4.01 } }, 422, ['/averages/WAKTU range']],
    ['half a citizen', 'skm-sample', { population: 10.5 }, 422, ['/population type']],
    ['fewer than nobody', 'skm-sample', { population: -1 }, 422, ['/population range']],
    ['a follow-up of no kind, from no day', 'report-deadline', { stage: 'FOLLOW_UP' }, 422, ['/from required', '/kind required']],
    [
      'a kind of verification',
      'report-deadline',
      { stage: 'VERIFICATION', kind: 'ASPIRATION', from: '2025-02-30', holidays: ['x'], dayType: 1 },
      422,
      ['/dayType not-allowed', '/from format', '/holidays/0 format', '/kind unexpected'],
    ],
    ['broken JSON', 'skm-sample', '{"population":1', 400, []],
    ['an unknown rule', 'skm', {}, 404, []],
  ])('of %s', async (_, rule, body, status, faults) => {
    const answer = await rules.send(rule, body);
    expect([answer.status, faultsOf(answer.body)]).toEqual([status, faults]);
  });

  it('comes where no rule was in force on the day', async () => {
    expect((await rules.send('skm-sample', { population: 1 }, '?on=2016-12-31')).status).toBe(404);
  });
});
