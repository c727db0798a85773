import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventOf, type CycleView, PlanEditionView, PlanView, RoleMatrixView } from '@siger/contracts';
import { newId } from '@siger/service';
import type { Problem } from '@siger/testing';
import { differences, firstResultId, servedResult, startAppraisal, type Appraisal } from '../app.fixture.js';

let appraisal: Appraisal;
let cycle: CycleView;
let leader: PlanView;
beforeAll(async () => {
  appraisal = await startAppraisal('plan');
  cycle = await appraisal.openCycle();
  leader = await appraisal.leaderPlan(cycle.id);
});
afterAll(() => appraisal.close());

const types = async (id: string) => (await appraisal.said(id)).map(({ type, sequence }) => `${sequence} ${type}`);
const aPlan = (more: object = {}) => ({
  cycleId: cycle.id,
  approach: 'KUANTITATIF',
  results: [servedResult(firstResultId(leader))],
  behaviours: [{ value: 'ADAPTIF', expectation: 'Berani mencoba cara baru' }],
  ...more,
});

describe('a plan', () => {
  it('is created with its results in one call, submitted, returned, agreed, established, and revised with its versions readable', async () => {
    const { post, put, step, get } = appraisal;
    const created = await post<PlanView>('/v1/plans', aPlan({ id: newId() }));
    expect([created.status, created.headers.etag, created.body.state]).toEqual([201, '"1"', 'DRAFT']);
    expect(differences(PlanView, created.body)).toEqual([]);
    expect(created.body.behaviours).toHaveLength(7);

    let plan = (await step(created.body, 'submit', 'siti')).body;
    plan = (await step(plan, 'return', 'kabid', { reason: 'Tambahkan target' })).body;
    expect([plan.state, plan.reason, plan.raterId]).toEqual([
      'DIKEMBALIKAN',
      'Tambahkan target',
      appraisal.people.kabid.employeeId,
    ]);
    const extra = { kind: 'TAMBAHAN', description: 'Panitia HUT Provinsi' };
    const added = await post<PlanView>(`/v1/plans/${plan.id}/results`, extra, { version: plan.version });
    expect([added.status, added.body.state, added.body.results.length]).toEqual([201, 'DRAFT', 2]);
    plan = added.body;
    const indicator = { description: 'Kehadiran', aspect: 'KUANTITAS', target: '100 %' };
    const [, second] = plan.results;
    plan = (await post<PlanView>(`/v1/plans/${plan.id}/results/${second?.id}/indicators`, indicator, { version: plan.version }))
      .body;
    for (const [verb, as] of [
      ['submit', 'siti'],
      ['agree', 'kabid'],
      ['establish', 'kabid'],
    ] as const) {
      plan = (await step(plan, verb, as)).body;
    }
    expect([plan.state, plan.edition]).toEqual(['DITETAPKAN', 1]);

    plan = (await step(plan, 'revise', 'siti', { reason: 'Tugas berubah' })).body;
    const fewer = { results: [servedResult(firstResultId(leader))] };
    plan = (await put<PlanView>(`/v1/plans/${plan.id}`, fewer, { version: plan.version })).body;
    for (const [verb, as] of [
      ['submit', 'siti'],
      ['agree', 'kabid'],
      ['establish', 'kabid'],
    ] as const) {
      plan = (await step(plan, verb, as)).body;
    }
    const versions = await get<{ items: PlanEditionView[] }>(`/v1/plans/${plan.id}/versions`);
    expect(versions.body.items.flatMap((edition) => differences(PlanEditionView, edition))).toEqual([]);
    expect(versions.body.items.map(({ edition, results }) => [edition, results.length])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect((await get<PlanEditionView>(`/v1/plans/${plan.id}/versions/1`)).body.results).toHaveLength(2);
    expect((await get(`/v1/plans/${plan.id}/versions/3`)).status).toBe(404);
    expect(await types(plan.id)).toEqual([
      '1 plan.created.v1',
      '2 plan.submitted.v1',
      '3 plan.returned.v1',
      '4 plan.submitted.v1',
      '5 plan.agreed.v1',
      '6 plan.established.v1',
      '7 plan.revised.v1',
      '8 plan.submitted.v1',
      '9 plan.agreed.v1',
      '10 plan.established.v1',
    ]);
  });

  it('keeps its place in the cascade', async () => {
    const { post, get, step, people } = appraisal;
    const stray = (await post<PlanView>('/v1/plans', aPlan({ results: [servedResult(newId())] }), { as: 'budi' })).body;
    expect((await step(stray, 'submit', 'budi')).code).toBe('parent-not-of-leader');
    const alone = await appraisal.put<PlanView>(
      `/v1/plans/${stray.id}`,
      { results: [{ ...servedResult(firstResultId(leader)), parentResultIds: [] }] },
      { as: 'budi', version: stray.version },
    );
    expect((await step(alone.body, 'submit', 'budi')).code).toBe('result-without-parent');

    const matrix = await get<RoleMatrixView>(`/v1/role-matrices?planId=${leader.id}`, { as: 'kabid' });
    expect(differences(RoleMatrixView, matrix.body)).toEqual([]);
    expect(matrix.body.withoutContribution).toEqual([]);
    expect(matrix.body.cells).toMatchObject([
      { employeeId: people.siti.employeeId, parentResultId: firstResultId(leader), description: 'Legalisasi ijazah tepat waktu' },
    ]);
  });

  it('is one for a time, of an open year of the own agency', async () => {
    const { post } = appraisal;
    expect((await post('/v1/plans', aPlan())).code).toBe('plan-exists');
    expect((await post('/v1/plans', aPlan({ cycleId: newId() }))).status).toBe(404);
    expect((await post('/v1/plans', aPlan({ from: `${appraisal.year - 1}-12-31` }))).body.errors?.[0]?.pointer).toBe('/from');
    const faulty = await post<Problem>('/v1/plans', { ...aPlan(), approach: 'ANGKA', colour: 'biru' });
    expect([faulty.status, faulty.body.errors?.map(({ pointer }) => pointer).sort()]).toEqual([422, ['/approach', '/colour']]);
  });

  it('is shown and moved by those whom it concerns', async () => {
    const { get, step, people } = appraisal;
    const mine = await get<{ items: PlanView[] }>('/v1/plans');
    const [plan] = mine.body.items;
    if (!plan) throw new Error('Siti has a plan by now.');
    const as = (who: Parameters<typeof step>[2]) => get(`/v1/plans/${plan.id}`, { as: who });
    const readers = ['siti', 'kabid', 'kadis', 'admin', 'auditor'] as const;
    expect(await Promise.all(readers.map(async (who) => (await as(who)).status))).toEqual([200, 200, 200, 200, 200]);
    const others = ['budi', 'stranger', 'otherAdmin'] as const;
    expect(await Promise.all(others.map(async (who) => (await as(who)).status))).toEqual([404, 404, 404]);
    expect((await step(plan, 'agree', 'siti')).status).toBe(403);
    expect((await step(plan, 'agree', 'stranger')).status).toBe(404);
    expect((await get(`/v1/plans/${plan.id}`, { as: null })).status).toBe(401);

    const listed = (who: Parameters<typeof step>[2], query: string) =>
      get<{ items: PlanView[] }>(`/v1/plans?${query}`, { as: who });
    const rated = await listed('kabid', `raterId=${people.kabid.employeeId}`);
    expect(new Set(rated.body.items.map(({ employeeId }) => employeeId))).toEqual(
      new Set([people.siti.employeeId, people.budi.employeeId]),
    );
    expect((await listed('admin', '')).body.items).toHaveLength(3);
    expect((await listed('otherAdmin', '')).body.items).toEqual([]);
    expect((await listed('stranger', `employeeId=${people.siti.employeeId}`)).status).toBe(404);
    expect((await listed('budi', `unitId=${appraisal.units.division}`)).status).toBe(404);
  });

  it('needs the version that was seen', async () => {
    const { post, get } = appraisal;
    const [plan] = (await get<{ items: PlanView[] }>('/v1/plans')).body.items;
    expect((await post(`/v1/plans/${plan?.id}/revise`, { reason: 'x' })).status).toBe(428);
    expect((await post(`/v1/plans/${plan?.id}/revise`, { reason: 'x' }, { version: 1 })).status).toBe(412);
    expect((await post(`/v1/plans/${plan?.id}/submit`, undefined, { version: plan?.version ?? 0 })).code).toBe('wrong-state');
  });

  it('is taken over from elsewhere, once', async () => {
    const { post, get, people } = appraisal;
    const before = { cycleId: '', id: newId(), approach: 'KUANTITATIF', establishedOn: `${appraisal.year - 1}-01-20` };
    const made = await post<CycleView>(
      '/v1/cycles',
      { agencyId: appraisal.units.agency, year: appraisal.year - 1, periodicity: 'BULANAN' },
      { as: 'admin' },
    );
    const above = { ...servedResult(newId()), parentResultIds: [] };
    const plans = [
      { ...before, cycleId: made.body.id, id: newId(), employeeId: people.kabid.employeeId, results: [above] },
      { ...before, cycleId: made.body.id, employeeId: people.siti.employeeId, results: [servedResult(above.id ?? '')] },
    ];
    const take = (as: 'admin' | 'otherAdmin' | 'siti', body: object = { plans }) => post('/v1/plans/import', body, { as });
    expect((await take('siti')).status).toBe(403);
    expect((await take('otherAdmin')).status).toBe(404);
    const orphan = { ...plans[1], id: newId(), results: [servedResult(newId())] };
    expect((await take('admin', { plans: [plans[0], orphan] })).code).toBe('parent-not-of-leader');
    expect([(await take('admin')).body, (await take('admin')).body]).toEqual([
      { imported: 2, existing: 0 },
      { imported: 0, existing: 2 },
    ]);
    expect((await get<PlanView>(`/v1/plans/${before.id}`)).body).toMatchObject({
      state: 'DITETAPKAN',
      raterId: people.kabid.employeeId,
    });
    expect(await types(before.id)).toEqual(['1 plan.created.v1', '2 plan.established.v1']);
  });

  it('says what its contracts declare', async () => {
    const rows = await appraisal.db.query<{ type: string; data: object }[]>(
      `SELECT DISTINCT ON (type) type, convert_from(payload, 'UTF8')::json AS data FROM outbox WHERE type LIKE 'plan.%'`,
    );
    for (const { type, data } of rows) expect(Object.keys(data).sort()).toEqual(Object.keys(eventOf(type)?.example ?? {}).sort());
    expect(rows).toHaveLength(6);
  });
});
