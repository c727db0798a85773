import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '@siger/calendar';
import { type EvaluationView, ObjectionView } from '@siger/contracts';
import { clock, setClock } from '@siger/service';
import { differences, firstResultId, servedResult, startAppraisal, type Appraisal, type Who } from '../app.fixture.js';

let appraisal: Appraisal;
const evaluations: Partial<Record<'siti' | 'budi', EvaluationView>> = {};
beforeAll(async () => {
  appraisal = await startAppraisal('objection');
  const cycle = await appraisal.openCycle();
  const parentId = firstResultId(await appraisal.leaderPlan(cycle.id));
  for (const who of ['siti', 'budi'] as const) {
    const body = { cycleId: cycle.id, approach: 'KUANTITATIF', results: [servedResult(parentId)] };
    const plan = await appraisal.establish(who, 'kabid', body);
    evaluations[who] = await appraisal.finish(plan, { behaviour: 'DI_BAWAH_EKSPEKTASI' });
  }
});
afterAll(async () => {
  setClock(null);
  await appraisal.close();
});

const file = (as: 'siti' | 'budi' | 'kabid', evaluation = evaluations.siti) =>
  appraisal.post<ObjectionView>('/v1/objections', { evaluationId: evaluation?.id, reason: 'Layanan saya dinilai baik' }, { as });
const move = (objection: ObjectionView, verb: string, as: Who, body?: object) =>
  appraisal.post<ObjectionView>(`/v1/objections/${objection.id}/${verb}`, body, { as, version: objection.version });

describe('an objection', () => {
  it('is decided by the superior of the rater; what counts then is a new evaluation that names the old one', async () => {
    const { get, said } = appraisal;
    const filed = await file('siti');
    expect([filed.status, filed.body.state, filed.body.lastDay]).toEqual([201, 'DIAJUKAN', addDays(clock.today(), 14)]);
    expect([(await move(filed.body, 'examine', 'kabid')).status, (await move(filed.body, 'examine', 'stranger')).status]).toEqual(
      [403, 404],
    );
    const examined = (await move(filed.body, 'examine', 'kadis')).body;
    const decision = { outcome: 'DITERIMA_DIUBAH', behaviour: 'SESUAI_EKSPEKTASI', consideration: 'Survei warga baik' };
    expect((await move(examined, 'decide', 'kadis', { ...decision, outcome: 'DITOLAK' })).code).toBe('invalid-body');
    const decided = (await move(examined, 'decide', 'kadis', decision)).body;
    expect(differences(ObjectionView, decided)).toEqual([]);
    expect(decided).toMatchObject({ state: 'DITERIMA_DIUBAH', final: true, decidedOn: clock.today() });

    const old = evaluations.siti?.id ?? '';
    const correctedBy = decided.correctedBy ?? '';
    const read = async (id: string) => (await get<EvaluationView>(`/v1/evaluations/${id}`)).body;
    expect(await read(old)).toMatchObject({ predicate: 'KURANG', supersededBy: correctedBy });
    expect(await read(correctedBy)).toMatchObject({ predicate: 'BAIK', supersedes: old, state: 'SELESAI' });
    expect(await said(correctedBy)).toMatchObject([
      {
        type: 'appraisal.completed.v1',
        sequence: 1,
        data: { supersedes: old, predicate: 'BAIK', behaviour: 'SESUAI_EKSPEKTASI' },
      },
    ]);
    expect((await said(decided.id)).map(({ type }) => type)).toEqual([
      'objection.filed.v1',
      'objection.examined.v1',
      'objection.decided.v1',
    ]);
    expect((await file('siti')).code).toBe('objection-exists');
    const listed = await get<{ items: ObjectionView[] }>('/v1/objections');
    expect(listed.body.items.map(({ id }) => id)).toEqual([decided.id]);
    expect((await get(`/v1/objections/${decided.id}`, { as: 'budi' })).status).toBe(404);
  });

  it('is for the employee, within its window', async () => {
    expect((await file('kabid', evaluations.budi)).status).toBe(403);
    expect((await file('siti', evaluations.budi)).status).toBe(404);
    setClock(`${addDays(clock.today(), 15)}T05:00:00Z`);
    expect((await file('budi', evaluations.budi)).code).toBe('objection-late');
    setClock(null);
    setClock(`${addDays(clock.today(), 14)}T05:00:00Z`);
    expect((await file('budi', evaluations.budi)).status).toBe(201);
    setClock(null);
  });
});
