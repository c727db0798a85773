import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setClock } from '../clock.js';
import { startThings, type Things } from '../thing-app.fixture.js';

let things: Things;
beforeAll(async () => {
  things = await startThings('rules');
});
afterAll(async () => {
  setClock(null);
  await things.close();
});

const url = (on?: string, rule = 'double') => `/v1/employees/rules/${rule}/evaluations${on ? `?on=${on}` : ''}`;
const evaluate = (body: unknown, on?: string, rule?: string) => things.post(url(on, rule), body, { token: null });
interface Evaluation {
  readonly rule: string;
  readonly ruleSetId: string;
  readonly legalBasis: string;
  readonly result: unknown;
}

describe('an open calculator', () => {
  it('answers anyone with 200, by the rule in force on the day', async () => {
    const response = await evaluate({ value: 21 }, '2024-12-31');
    expect(response.status).toBe(200);
    expect(response.json<Evaluation>()).toEqual({
      rule: 'double',
      ruleSetId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      legalBasis: 'Rule 1/2024',
      result: { doubled: 42, holidays: true },
    });
    expect((await evaluate({ value: 21 }, '2025-01-01')).json<Evaluation>().legalBasis).toBe('Rule 1/2025');
  });

  it('takes today in Asia/Jakarta without a day', async () => {
    setClock('2024-12-31T16:59:59Z');
    expect((await evaluate({ value: 1 })).json<Evaluation>().legalBasis).toBe('Rule 1/2024');
    setClock('2024-12-31T17:00:00Z');
    expect((await evaluate({ value: 1 })).json<Evaluation>().legalBasis).toBe('Rule 1/2025');
    setClock(null);
  });

  it('has no effect and needs no transaction', async () => {
    const response = await things.post(url(), { value: 1 }, { token: null, headers: { 'idempotency-key': 'k' } });
    expect([response.status, response.headers['idempotency-replayed']]).toEqual([200, undefined]);
  });

  it.each([
    [{}, '/value required'],
    [{ value: '5' }, '/value type'],
    [{ value: 101 }, '/value range'],
    [{ value: 1, extra: 1 }, '/extra unknown-field'],
  ])('of %j is 422 at its pointer', async (body, fault) => {
    const response = await evaluate(body);
    expect(response.status).toBe(422);
    expect(response.json().errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([fault]);
  });

  it('of a day without a rule is 404, as is an unknown rule', async () => {
    const early = await evaluate({ value: 1 }, '2023-12-31');
    expect([early.status, early.json().type]).toEqual([404, 'urn:siger:problem:no-rule-in-force']);
    expect(early.json().title).toBe('Tidak ada aturan double yang berlaku pada 2023-12-31.');
    expect((await evaluate({ value: 1 }, undefined, 'unknown')).json().type).toBe('urn:siger:problem:not-found');
  });

  it('judges a bad input before it asks for the rule', async () => {
    expect((await evaluate({}, '2023-12-31')).status).toBe(422);
  });
});

it('lists what is in force, with its legal basis', async () => {
  const list = async (on: string) => (await things.call(`/v1/employees/rules?on=${on}`, { token: null })).json<object>();
  expect(await list('2023-01-01')).toEqual({ items: [], next: null });
  const item = {
    id: expect.any(String),
    rule: 'double',
    legalBasis: 'Rule 1/2025',
    effectiveFrom: '2025-01-01',
    effectiveTo: null,
    confirmed: false,
    parameters: { by: 3 },
  };
  expect(await list('2026-06-01')).toEqual({ items: [item], next: null });
});
