import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultsOf, type Rules, startRules } from '@siger/service/fixture';
import { RuleSets1700000000100, ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { calculators } from './rule.calculators.js';

let rules: Rules;
beforeAll(async () => {
  rules = await startRules('employees', RuleSets1700000000100, calculators);
});
afterAll(() => rules.close());

const decoded = {
  valid: true,
  normalised: '196608011988031001',
  birthDate: '1966-08-01',
  appointedIn: '1988-03',
  sex: 'L',
  errors: [],
  warnings: [],
};
const unread = { valid: false, birthDate: null, appointedIn: null, sex: null, errors: ['LENGTH'], warnings: [] };

describe('anyone', () => {
  it.each([
    ['a NIP', { nip: '19660801 198803 1 001', status: 'PNS' }, decoded],
    ['too few digits', { nip: '1966.08', status: 'PNS' }, { ...unread, normalised: '196608' }],
    ['no digits', { nip: '', status: 'PPPK' }, { ...unread, normalised: '' }],
    [
      'the number of a PPPK',
      { nip: '199001012022212001', status: 'PPPK' },
      { ...decoded, normalised: '199001012022212001', birthDate: '1990-01-01', appointedIn: null, sex: 'P' },
    ],
  ])('has %s read without an account', async (_, input, result) => {
    const { id, legalBasis } = ruleSets.nip;
    expect(await rules.send('nip', input)).toEqual({ status: 200, body: { rule: 'nip', ruleSetId: id, legalBasis, result } });
  });

  it('reads which rule is in force', async () => {
    expect(await rules.list()).toEqual({ items: [{ rule: 'nip', effectiveTo: null, ...ruleSets.nip }], next: null });
  });
});

describe('a refusal', () => {
  it.each<[string, object | string, number, string[]]>([
    ['a letter', { nip: '19660801198803100A', status: 'PNS' }, 422, ['/nip format']],
    ['a tab and no status', { nip: '196608011988\t31001' }, 422, ['/nip format', '/status required']],
    ['other digits', { nip: '١٩٦٦٠٨٠١١٩٨٨٠٣١٠٠١', status: 'PNS' }, 422, ['/nip format']],
    ['a number', { nip: 196608011988031001, status: 'PNS', born: 1 }, 422, ['/born unknown-field', '/nip type']],
    ['another status', { nip: '196608011988031001', status: 'HONORER' }, 422, ['/status not-allowed']],
    ['broken JSON', '{"nip"', 400, []],
  ])('of %s', async (_, body, status, faults) => {
    const answer = await rules.send('nip', body);
    expect([answer.status, faultsOf(answer.body)]).toEqual([status, faults]);
  });

  it('comes where no rule was in force on the day', async () => {
    expect((await rules.send('nip', { nip: '', status: 'PNS' }, '?on=2006-12-31')).status).toBe(404);
  });
});
