import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EvaluationView, PlanView } from '@siger/contracts';
import { clock, newId } from '@siger/service';
import { firstResultId, servedResult, startAppraisal, type Appraisal, type Who } from '../app.fixture.js';

let appraisal: Appraisal;
let plan: PlanView;
beforeAll(async () => {
  appraisal = await startAppraisal('history');
  const cycle = await appraisal.openCycle();
  const parentId = firstResultId(await appraisal.leaderPlan(cycle.id));
  const body = { cycleId: cycle.id, approach: 'KUANTITATIF', results: [servedResult(parentId)] };
  plan = await appraisal.establish('siti', 'kabid', body);
});
afterAll(() => appraisal.close());

describe('evaluations of the past', () => {
  it('are taken over once, with the predicate of the rule of their time', async () => {
    const { post, said, get } = appraisal;
    const evaluation = {
      ...{ id: newId(), planId: plan.id, period: 'TW3', workResult: 'DI_ATAS_EKSPEKTASI', behaviour: 'DI_ATAS_EKSPEKTASI' },
      results: [{ resultId: firstResultId(plan), rating: 'DI_ATAS_EKSPEKTASI' }],
      ...{ behaviours: [], finalisedOn: clock.today() },
    };
    const take = (as: Who) => post('/v1/evaluations/import', { evaluations: [evaluation] }, { as });
    expect([(await take('siti')).status, (await take('otherAdmin')).status]).toEqual([403, 404]);
    expect([(await take('admin')).body, (await take('admin')).body]).toEqual([
      { imported: 1, existing: 0 },
      { imported: 0, existing: 1 },
    ]);
    const facts = await said(evaluation.id);
    expect(facts).toMatchObject([{ type: 'appraisal.completed.v1', data: { predicate: 'SANGAT_BAIK', periodKind: 'PERIODIK' } }]);
    const read = await get<EvaluationView>(`/v1/evaluations/${evaluation.id}`);
    expect(read.body).toMatchObject({ state: 'SELESAI', predicate: 'SANGAT_BAIK' });
  });

  it('are refused where the plan has other results, or no version in force', async () => {
    const { post, people, year } = appraisal;
    const cycles = await appraisal.get<{ items: { id: string }[] }>(`/v1/cycles?year=${year}`);
    const draft = { cycleId: cycles.body.items[0]?.id, approach: 'KUALITATIF', employeeId: people.budi.employeeId };
    const unset = (await post<PlanView>('/v1/plans', draft, { as: 'budi' })).body;
    const take = (planId: string) => {
      const ratings = { workResult: 'SESUAI_EKSPEKTASI', behaviour: 'SESUAI_EKSPEKTASI', results: [], behaviours: [] };
      const evaluation = { id: newId(), planId, period: 'TW4', finalisedOn: clock.today(), ...ratings };
      return post('/v1/evaluations/import', { evaluations: [evaluation] }, { as: 'admin' });
    };
    expect((await take(plan.id)).code).toBe('invalid-body');
    expect((await take(unset.id)).code).toBe('plan-not-established');
  });
});
