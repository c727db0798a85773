import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PlanView } from '@siger/contracts';
import { accessFaults, type AccessTable, openRoutes, operatorRoutes } from '@siger/testing';
import { startAppraisal, type Appraisal } from '../app.fixture.js';
import { administrators, importing, reading, staff } from './policy.js';

let appraisal: Appraisal;
beforeAll(async () => {
  appraisal = await startAppraisal('access');
});
afterAll(() => appraisal.close());

const id = '/:id';
const row = (method: string, path: string, permitted: readonly string[]) => [`${method} /v1/${path}`, permitted] as const;
const table: AccessTable = {
  ...openRoutes('appraisal'),
  ...operatorRoutes('appraisal'),
  ...Object.fromEntries([
    ...['', id].map((at) => row('GET', `cycles${at}`, reading)),
    ...['', `${id}/open`, `${id}/close`, `${id}/lock`].map((at) => row('POST', `cycles${at}`, administrators)),
    ...['', id, `${id}/versions`, `${id}/versions/:edition`].map((at) => row('GET', `plans${at}`, reading)),
    ...['', `${id}/results`, `${id}/results/:resultId/indicators`].map((at) => row('POST', `plans${at}`, staff)),
    ...['submit', 'return', 'agree', 'establish', 'revise'].map((verb) => row('POST', `plans/:id/${verb}`, staff)),
    row('PUT', 'plans/:id', staff),
    row('GET', 'role-matrices', reading),
    ...['', id].map((at) => row('GET', `activities${at}`, reading)),
    ...['', `${id}/submit`, `${id}/approve`, `${id}/reject`].map((at) => row('POST', `activities${at}`, staff)),
    row('PUT', 'activities/:id', staff),
    row('GET', 'notes', reading),
    row('POST', 'notes', staff),
    ...['', id].map((at) => row('GET', `evaluations${at}`, reading)),
    ...['self-assess', 'rate', 'hand-over', 'sign', 'finalise'].map((verb) => row('POST', `evaluations/:id/${verb}`, staff)),
    row('POST', 'evaluations', staff),
    ...['plans', 'activities', 'evaluations'].map((of) => row('POST', `${of}/import`, importing)),
    row('GET', 'organisation-ratings', reading),
    row('POST', 'organisation-ratings', staff),
    row('GET', 'distributions', reading),
    row('GET', 'credit-points', reading),
    ...['', id].map((at) => row('GET', `objections${at}`, reading)),
    ...['', `${id}/examine`, `${id}/decide`].map((at) => row('POST', `objections${at}`, staff)),
  ]),
};

it('every route is open to its roles and scopes, and to nobody else', async () => {
  expect(await accessFaults(appraisal.app, appraisal.routes, table)).toEqual([]);
});

describe('a machine', () => {
  it('reads with its scope and takes history over with the other, and does neither without', async () => {
    const cycle = await appraisal.openCycle();
    const plan = await appraisal.leaderPlan(cycle.id);
    const read = (scope: string) => appraisal.get<PlanView>(`/v1/plans/${plan.id}`, { as: { roles: ['client'], scope } });
    expect([(await read('appraisal:read')).status, (await read('training:read')).status]).toEqual([200, 403]);
    const body = {
      id: plan.id,
      cycleId: cycle.id,
      employeeId: plan.employeeId,
      approach: 'KUALITATIF',
      establishedOn: plan.from,
    };
    const take = (scope: string) => appraisal.post('/v1/plans/import', { plans: [body] }, { as: { roles: ['client'], scope } });
    expect((await take('appraisal:write')).body).toEqual({ imported: 0, existing: 1 });
    expect((await take('appraisal:read')).status).toBe(403);
  });
});
