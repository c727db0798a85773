import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createService, ServiceModule } from '@siger/service';
import { freshDatabase, testIssuer, type TestDatabase } from '@siger/testing';
import { RuleSets1700000000100, ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { calculators } from './rule.calculators.js';

@Module({ imports: [ServiceModule.forRoot({ name: 'employees', migrations: [RuleSets1700000000100], calculators })] })
class RulesOnly {}

interface Answer {
  readonly result?: unknown;
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
}

let db: TestDatabase;
let app: NestFastifyApplication;
beforeAll(async () => {
  db = await freshDatabase('employees_rules');
  const { env } = await testIssuer();
  const settings = { ...env, DATABASE_URL: db.url, DATABASE_OWNER_URL: db.ownerUrl, LOG_LEVEL: 'silent' };
  app = await createService({ name: 'employees', module: RulesOnly }, { listen: false, env: settings });
});
afterAll(async () => {
  await app?.close();
  await db?.drop();
});

const send = async (rule: string, payload: object | string, query = '') => {
  const response = await app.inject({
    method: 'POST',
    url: `/v1/employees/rules/${rule}/evaluations${query}`,
    headers: { 'content-type': 'application/json' },
    payload,
  });
  return { status: response.statusCode, body: response.json<Answer>() };
};
const faultsOf = ({ errors = [] }: Answer) => errors.map(({ pointer, code }) => `${pointer} ${code}`).sort();

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
    expect(await send('nip', input)).toEqual({ status: 200, body: { rule: 'nip', ruleSetId: id, legalBasis, result } });
  });

  it('reads which rule is in force', async () => {
    const list = await app.inject('/v1/employees/rules');
    expect(list.json()).toEqual({ items: [{ rule: 'nip', effectiveTo: null, ...ruleSets.nip }], next: null });
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
    const answer = await send('nip', body);
    expect([answer.status, faultsOf(answer.body)]).toEqual([status, faults]);
  });

  it('comes where no rule was in force on the day', async () => {
    expect((await send('nip', { nip: '', status: 'PNS' }, '?on=2006-12-31')).status).toBe(404);
  });
});
