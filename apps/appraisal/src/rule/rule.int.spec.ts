import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultsOf, type Rules, startRules } from '@siger/service/fixture';
import { RuleSets1700000000100, ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { calculators } from './rule.calculators.js';

let rules: Rules;
beforeAll(async () => {
  rules = await startRules('appraisal', RuleSets1700000000100, calculators);
});
afterAll(() => rules.close());

const above = 'DI_ATAS_EKSPEKTASI';
const counts = { SANGAT_BAIK: 0, BAIK: 14, BUTUH_PERBAIKAN: 0, KURANG: 0, SANGAT_KURANG: 0 };

describe('anyone', () => {
  it.each([
    ['predicate', { workResult: above, behaviour: above }, { workResult: above, predicate: 'SANGAT_BAIK' }],
    [
      'distribution',
      { organisationPredicate: 'BAIK', counts: { ...counts, SANGAT_BAIK: 6 } },
      { conforms: false, breaches: [{ code: 'NEEDS_LOW', limit: 1, actual: 0 }], warnings: [] },
    ],
    ['objection-window', { receivedOn: '2025-02-03', filedOn: '2025-02-18' }, { accepted: false, lastDay: '2025-02-17' }],
    [
      'objection-window',
      { receivedOn: '2025-03-20', filedOn: '2025-04-21', dayType: 'WORKING' },
      { accepted: true, lastDay: '2025-04-21' },
    ],
    [
      'objection-window',
      { receivedOn: '2025-03-20', filedOn: '2025-04-21', dayType: 'WORKING', holidays: [] },
      { accepted: false, lastDay: '2025-04-09' },
    ],
    [
      'score-2019',
      { planScore: 89.999, behaviourScore: 89.999, peerOpinion: false, newIdea: true },
      { score: '90.00', predicate: 'CUKUP' },
    ],
    [
      'credit-points',
      { periods: [{ grade: 'AHLI_PERTAMA', predicate: 'SANGAT_BAIK', months: 3 }], scale: 3 },
      { lines: [{ points: '4.688' }], total: '4.688' },
    ],
    ['credit-points', { periods: [] }, { lines: [], total: '0.00' }],
  ] as const)('tries %s without an account', async (rule, input, result) => {
    const { id, legalBasis } = ruleSets[rule];
    expect(await rules.send(rule, input)).toEqual({ status: 200, body: { rule, ruleSetId: id, legalBasis, result } });
  });

  it('reads which rules are in force, with their legal basis', async () => {
    const list = (query: string) => rules.list<{ rule: string }>(query);
    expect((await list('')).items.map(({ rule }) => rule)).toEqual(Object.keys(ruleSets).sort());
    expect((await list('?on=2020-01-01')).items.map(({ rule }) => rule)).toEqual(['objection-window', 'score-2019']);
    expect((await list('')).items).toContainEqual({
      rule: 'objection-window',
      effectiveTo: null,
      ...ruleSets['objection-window'],
    });
    const first = await list('?limit=3');
    expect((await list(`?limit=3&cursor=${first.next}`)).items).toHaveLength(2);
  });
});

describe('a refusal', () => {
  it.each<[string, string, object | string, number, string[]]>([
    ['neither rating', 'predicate', { behaviour: above }, 422, ['/organisationPredicate required', '/workResult required']],
    [
      'both ratings and an unknown field',
      'predicate',
      { workResult: above, organisationPredicate: 'BAIK', behaviour: 'GOOD', extra: 1 },
      422,
      ['/behaviour not-allowed', '/extra unknown-field', '/organisationPredicate unexpected', '/workResult unexpected'],
    ],
    ['nothing at all', 'predicate', {}, 422, ['/behaviour required', '/organisationPredicate required', '/workResult required']],
    [
      'nobody counted, for no organisation',
      'distribution',
      { counts: { ...counts, BAIK: 0 } },
      422,
      ['/counts empty', '/organisationPredicate required'],
    ],
    [
      'counts that are no persons',
      'distribution',
      { organisationPredicate: 'BAIK', counts: { SANGAT_BAIK: -1, BAIK: 1.5, BUTUH_PERBAIKAN: '1', KURANG: 0, OTHER: 1 } },
      422,
      [
        '/counts/BAIK type',
        '/counts/BUTUH_PERBAIKAN type',
        '/counts/OTHER unknown-field',
        '/counts/SANGAT_BAIK range',
        '/counts/SANGAT_KURANG required',
      ],
    ],
    [
      'filed before received, by unknown days',
      'objection-window',
      { receivedOn: '2025-02-03', filedOn: '2025-02-02', dayType: 'SIDEREAL', holidays: ['2025-02-04', '2025-02-30'] },
      422,
      ['/dayType not-allowed', '/filedOn before', '/holidays/1 format'],
    ],
    [
      'a day beyond the calendar',
      'objection-window',
      { receivedOn: '9999-12-31', filedOn: '9999-12-31' },
      422,
      ['/receivedOn range'],
    ],
    [
      'scores out of range',
      'score-2019',
      { planScore: 120.01, behaviourScore: -1, peerOpinion: 'yes', newIdea: null },
      422,
      ['/behaviourScore range', '/newIdea type', '/peerOpinion type', '/planScore range'],
    ],
    [
      'periods of no length, by no grade',
      'credit-points',
      {
        periods: [{ grade: 'PELAKSANA', predicate: 'BAIK', months: 0 }, { grade: 'MAHIR', predicate: 'BAIK', months: 601 }, 1],
        scale: 4,
      },
      422,
      ['/periods/0/grade not-allowed', '/periods/0/months range', '/periods/1/months range', '/periods/2 type', '/scale range'],
    ],
    [
      'a score that would be rounded up to a better predicate',
      'score-2019',
      '{"planScore": 89.9999999999999999999999, "behaviourScore": 90, "peerOpinion": true, "newIdea": false}',
      400,
      ['/planScore precision'],
    ],
    ['a list', 'predicate', [], 422, [' type']],
    ['broken JSON', 'predicate', '{"workResult": ', 400, []],
    ['an unknown rule', 'nonsense', {}, 404, []],
  ])('of %s', async (_, rule, body, status, faults) => {
    const answer = await rules.send(rule, body);
    expect(answer.status).toBe(status);
    expect(faultsOf(answer.body)).toEqual(faults);
  });

  it('speaks the language of the reader', async () => {
    const details = async (language: string) => {
      const { body } = await rules.send('objection-window', { receivedOn: '2025-02-03', filedOn: '2025-02-02' }, '', language);
      return body.errors?.map(({ detail }) => detail);
    };
    expect(await details('en')).toEqual(['must not be before receivedOn']);
    expect(await details('id')).toEqual(['tidak boleh mendahului tanggal sebelumnya']);
  });

  it('comes where no rule was in force on the day', async () => {
    const input = { workResult: above, behaviour: above };
    expect((await rules.send('predicate', input, '?on=2021-12-31')).status).toBe(404);
    expect((await rules.send('predicate', input, '?on=2022-01-01')).status).toBe(200);
    expect((await rules.send('predicate', input, '?on=2022-02-30')).status).toBe(400);
  });
});
