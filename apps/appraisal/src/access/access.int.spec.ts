import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles, type PlanView } from '@siger/contracts';
import { newId } from '@siger/service';
import { startAppraisal, type Appraisal } from '../app.fixture.js';
import { administrators, importing, reading, staff } from './policy.js';

let appraisal: Appraisal;
beforeAll(async () => {
  appraisal = await startAppraisal('access');
});
afterAll(() => appraisal.close());

const id = newId();
type Route = readonly [method: 'GET' | 'POST' | 'PUT', url: string, permitted: readonly string[]];
const routes: readonly Route[] = [
  ...['', `/${id}`].map((at) => ['GET', `/v1/cycles${at}`, reading] as const),
  ...['', `/${id}/open`, `/${id}/close`, `/${id}/lock`].map((at) => ['POST', `/v1/cycles${at}`, administrators] as const),
  ...['', `/${id}`, `/${id}/versions`, `/${id}/versions/1`].map((at) => ['GET', `/v1/plans${at}`, reading] as const),
  ...['', `/${id}/results`, `/${id}/results/${id}/indicators`].map((at) => ['POST', `/v1/plans${at}`, staff] as const),
  ...['submit', 'return', 'agree', 'establish', 'revise'].map((verb) => ['POST', `/v1/plans/${id}/${verb}`, staff] as const),
  ['PUT', `/v1/plans/${id}`, staff],
  ['GET', `/v1/role-matrices?planId=${id}`, reading],
  ...['', `/${id}`].map((at) => ['GET', `/v1/activities${at}`, reading] as const),
  ...['', `/${id}/submit`, `/${id}/approve`, `/${id}/reject`].map((at) => ['POST', `/v1/activities${at}`, staff] as const),
  ['PUT', `/v1/activities/${id}`, staff],
  ['GET', `/v1/notes?planId=${id}`, reading],
  ['POST', '/v1/notes', staff],
  ...['', `/${id}`].map((at) => ['GET', `/v1/evaluations${at}`, reading] as const),
  ...['self-assess', 'rate', 'hand-over', 'sign', 'finalise'].map(
    (verb) => ['POST', `/v1/evaluations/${id}/${verb}`, staff] as const,
  ),
  ['POST', '/v1/evaluations', staff],
  ...['plans', 'activities', 'evaluations'].map((of) => ['POST', `/v1/${of}/import`, importing] as const),
  ['GET', '/v1/organisation-ratings', reading],
  ['POST', '/v1/organisation-ratings', staff],
  ['GET', `/v1/distributions?cycleId=${id}&period=TAHUNAN`, reading],
  ['GET', '/v1/credit-points', reading],
  ...['', `/${id}`].map((at) => ['GET', `/v1/objections${at}`, reading] as const),
  ...['', `/${id}/examine`, `/${id}/decide`].map((at) => ['POST', `/v1/objections${at}`, staff] as const),
];

const status = async (method: 'GET' | 'POST' | 'PUT', url: string, as: Parameters<Appraisal['get']>[1]) => {
  if (method === 'GET') return (await appraisal.get(url, as)).status;
  const send = method === 'PUT' ? appraisal.put : appraisal.post;
  return (await send(url, { colour: 'red' }, as)).status;
};

describe.each([...routes])('%s %s', (method, url, permitted) => {
  it('is open to its roles and scopes, and to nobody else', async () => {
    for (const role of roles) {
      const refused = (await status(method, url, { as: { roles: [role] } })) === 403;
      expect({ role, refused }).toEqual({ role, refused: !permitted.includes(role) });
    }
    for (const scope of ['appraisal:read', 'appraisal:write', 'training:write']) {
      const refused = (await status(method, url, { as: { roles: ['client'], scope } })) === 403;
      expect({ scope, refused }).toEqual({ scope, refused: !permitted.includes(`scope:${scope}`) });
    }
    expect(await status(method, url, { as: null })).toBe(401);
  });
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
