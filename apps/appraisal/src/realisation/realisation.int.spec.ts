import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { indexPublished, type CycleView, type PlanView } from '@siger/contracts';
import { newId } from '@siger/service';
import { firstResultId, publicServiceId, servedResult, startAppraisal, type Appraisal } from '../app.fixture.js';

let appraisal: Appraisal;
let cycle: CycleView;
let plan: PlanView;
let parentId: string;
beforeAll(async () => {
  appraisal = await startAppraisal('realisation');
  cycle = await appraisal.openCycle();
  parentId = firstResultId(await appraisal.leaderPlan(cycle.id));
  const body = { cycleId: cycle.id, approach: 'KUANTITATIF', results: [servedResult(parentId)] };
  plan = await appraisal.establish('siti', 'kabid', body);
});
afterAll(() => appraisal.close());

const realisations = async ({ id }: PlanView, as: 'siti' | 'budi' = 'siti') =>
  (await appraisal.get<PlanView>(`/v1/plans/${id}`, { as })).body.results[0]?.indicators[0]?.realisations;

describe('a published index', () => {
  it('becomes the realisation of every bound indicator, once, with its source', async () => {
    await appraisal.publish();
    await appraisal.publish();

    const { index, indexId, respondents, grade, lowest } = indexPublished.example;
    expect(await realisations(plan)).toMatchObject([{ value: index, indexId, publicServiceId, respondents, grade, lowest }]);
    const recorded = (await appraisal.said(plan.id)).filter(({ type }) => type === 'plan.realisation-recorded.v1');
    expect(recorded).toHaveLength(1);
    expect(recorded[0]?.data).toMatchObject({ planId: plan.id, indexId, value: index, respondents });
  });

  it('of another service, or of another year, touches nothing', async () => {
    await appraisal.publish({ indexId: newId(), publicServiceId: newId() });
    await appraisal.publish({ indexId: newId(), from: '2015-01-01', until: '2015-06-30' });
    expect(await realisations(plan)).toHaveLength(1);
  });

  it('reaches a plan that is bound to the service later, when that is established', async () => {
    const body = { cycleId: cycle.id, approach: 'KUANTITATIF', results: [servedResult(parentId)] };
    const late = await appraisal.establish('budi', 'kabid', body);
    expect(await realisations(late, 'budi')).toMatchObject([{ value: indexPublished.example.index }]);
  });

  it('that breaks its contract changes nothing', async () => {
    const broken = { ...indexPublished.example, indexId: newId(), until: 'kemarin' };
    await expect(appraisal.publish(broken)).rejects.toThrow();
    expect(await realisations(plan)).toHaveLength(1);
  });

  it('leaves a locked year as it is', async () => {
    for (const [at, verb] of ['close', 'lock'].entries()) {
      const locked = await appraisal.post(`/v1/cycles/${cycle.id}/${verb}`, undefined, {
        as: 'admin',
        version: cycle.version + at,
      });
      expect(locked.status).toBe(200);
    }
    await appraisal.publish({ indexId: newId() });
    expect(await realisations(plan)).toHaveLength(1);
    expect((await appraisal.post('/v1/evaluations', { planId: plan.id, period: 'TAHUNAN' })).code).toBe('cycle-locked');
    expect((await appraisal.step(plan, 'revise', 'siti', { reason: 'x' })).code).toBe('cycle-not-open');
  });
});
