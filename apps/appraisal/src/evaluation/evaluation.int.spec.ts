import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  appraisalCompleted,
  CreditPointsView,
  type CycleView,
  DistributionView,
  EvaluationSummary,
  EvaluationView,
  OrganisationRatingView,
  type PlanView,
} from '@siger/contracts';
import { clock, newId } from '@siger/service';
import {
  differences,
  firstResultId,
  publicServiceId,
  servedResult,
  startAppraisal,
  type Appraisal,
  type Who,
} from '../app.fixture.js';

let appraisal: Appraisal;
let cycle: CycleView;
let leader: PlanView;
let plan: PlanView;
let peer: PlanView;
let done: EvaluationView;
beforeAll(async () => {
  appraisal = await startAppraisal('evaluation');
  cycle = await appraisal.openCycle();
  leader = await appraisal.leaderPlan(cycle.id);
  const body = () => ({ cycleId: cycle.id, approach: 'KUANTITATIF', results: [servedResult(firstResultId(leader))] });
  plan = await appraisal.establish('siti', 'kabid', body());
  peer = await appraisal.establish('budi', 'kabid', body());
});
afterAll(() => appraisal.close());

const open = (as: Who, planId = plan.id, period = 'TAHUNAN') =>
  appraisal.post<EvaluationView>('/v1/evaluations', { planId, period }, { as });
const read = (id: string, as: Who) => appraisal.get<EvaluationView>(`/v1/evaluations/${id}`, { as });
const assessment = () => ({ results: [{ resultId: firstResultId(plan), realisation: '120 berkas selesai' }], summary: 'Baik' });
const rating = () => ({
  results: [{ resultId: firstResultId(plan), rating: 'SESUAI_EKSPEKTASI', feedback: 'Pertahankan' }],
  behaviours: [{ value: 'BERORIENTASI_PELAYANAN', rating: 'DI_BAWAH_EKSPEKTASI' }],
  ...{ workResult: 'SESUAI_EKSPEKTASI', behaviour: 'DI_BAWAH_EKSPEKTASI' },
});

describe('an evaluation', () => {
  it('goes from the self-assessment to the predicate that counts, with what citizens said beside it', async () => {
    const { move, publish, said } = appraisal;
    await publish();
    const opened = await open('siti');
    expect([opened.status, opened.body.state, opened.body.until]).toEqual([201, 'DIBUKA', `${appraisal.year}-12-31`]);
    let evaluation = (await move(opened.body, 'self-assess', 'siti', assessment())).body;
    const rated = await move(evaluation, 'rate', 'kabid', rating());
    expect(rated.body).toMatchObject({
      state: 'DINILAI',
      predicate: 'KURANG',
      ruleSetId: '018f6f00-0000-7000-8000-0000000000a1',
    });
    expect((await read(opened.body.id, 'siti')).body).toMatchObject({ predicate: null, workResult: null });

    evaluation = (await move(rated.body, 'hand-over', 'kabid')).body;
    await publish({ indexId: newId(), index: '99.00' });
    const handed = (await read(evaluation.id, 'siti')).body;
    expect(handed).toMatchObject({ predicate: 'KURANG', handedOverOn: clock.today() });
    expect(handed.results[0]).toMatchObject({
      realisation: '120 berkas selesai',
      rating: 'SESUAI_EKSPEKTASI',
      indicators: [{ target: '80', realisation: { value: '72.50', publicServiceId, respondents: 30, grade: 'C' } }],
    });
    evaluation = (await move(evaluation, 'sign', 'siti', { remark: 'Diterima' })).body;
    done = (await move(evaluation, 'finalise', 'kabid')).body;
    expect([done.state, done.finalisedOn]).toEqual(['SELESAI', clock.today()]);
    expect(differences(EvaluationView, done)).toEqual([]);

    const facts = await said(done.id);
    expect(facts.map(({ type, sequence }) => `${sequence} ${type}`)).toEqual([
      '1 appraisal.opened.v1',
      '2 appraisal.self-assessed.v1',
      '3 appraisal.rated.v1',
      '4 appraisal.handed-over.v1',
      '5 appraisal.signed.v1',
      '6 appraisal.completed.v1',
    ]);
    expect(facts.at(-1)?.data).toEqual({
      ...appraisalCompleted.example,
      ...{ appraisalId: done.id, cycleId: cycle.id, planId: plan.id, employeeId: plan.employeeId, unitId: plan.unitId },
      ...{ raterId: appraisal.people.kabid.employeeId, periodStart: done.from, periodEnd: done.until },
      results: [{ resultId: firstResultId(plan), rating: 'SESUAI_EKSPEKTASI' }],
    });
  });

  it('takes its steps once, in order, by whom they belong to, and leaves who read it', async () => {
    const { move, db } = appraisal;
    expect((await move(done, 'finalise', 'kabid')).code).toBe('wrong-state');
    expect((await open('siti')).code).toBe('evaluation-exists');
    const second = (await open('kabid', plan.id, 'TW1')).body;
    expect((await move(second, 'rate', 'kabid', rating())).code).toBe('wrong-state');
    expect((await move(second, 'self-assess', 'kabid', assessment())).status).toBe(403);
    expect((await move(second, 'self-assess', 'siti', { results: [] })).code).toBe('invalid-body');
    expect((await move({ ...second, version: 9 }, 'self-assess', 'siti', assessment())).status).toBe(412);
    const assessed = (await move(second, 'self-assess', 'siti', assessment())).body;
    const { workResult: _, ...withoutOverall } = rating();
    expect((await move(assessed, 'rate', 'kabid', withoutOverall)).body.errors?.[0]?.pointer).toBe('/workResult');

    const readers = ['siti', 'kabid', 'kadis', 'admin', 'auditor', 'budi', 'stranger', 'otherAdmin'] as const;
    const statuses = [];
    for (const who of readers) statuses.push((await read(done.id, who)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404, 404, 404]);
    expect((await move(done, 'rate', 'stranger', rating())).status).toBe(404);
    const [audited] = await db.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM audit_entries WHERE action = 'evaluation.read' AND resource = $1`,
      [`evaluation/${done.id}`],
    );
    expect(audited?.count).toBe(7);
  });

  it('is finalised once for one key, however often it is sent', async () => {
    const { move, post, said, finish } = appraisal;
    const finished = await finish(peer);
    expect(finished).toMatchObject({ state: 'SELESAI', predicate: 'BAIK', grade: 'AHLI_PERTAMA' });
    const quarter = (await open('budi', peer.id, 'TW2')).body;
    const results = [{ resultId: firstResultId(peer), realisation: 'Selesai' }];
    let evaluation = (await move(quarter, 'self-assess', 'budi', { results })).body;
    const rated = { ...rating(), results: [{ resultId: firstResultId(peer), rating: 'SESUAI_EKSPEKTASI' }] };
    evaluation = (await move(evaluation, 'rate', 'kabid', rated)).body;
    evaluation = (await move(evaluation, 'hand-over', 'kabid')).body;
    evaluation = (await move(evaluation, 'sign', 'budi', {})).body;
    const key = newId();
    const send = () =>
      post(`/v1/evaluations/${evaluation.id}/finalise`, undefined, { as: 'kabid', version: evaluation.version, key });
    const [first, again] = [await send(), await send()];
    expect([first.status, again.status, again.headers['idempotency-replayed'], again.body]).toEqual([
      200,
      200,
      'true',
      first.body,
    ]);
    expect((await said(evaluation.id)).filter(({ type }) => type === 'appraisal.completed.v1')).toHaveLength(1);
  });

  it('is listed for those who may, with ratings for those who see them', async () => {
    const list = async (as: Who, query = '') =>
      (await appraisal.get<{ items: EvaluationSummary[] }>(`/v1/evaluations?${query}`, { as })).body.items;
    expect((await list('siti')).map(({ period, predicate }) => [period, predicate])).toEqual([
      ['TW1', null],
      ['TAHUNAN', 'KURANG'],
    ]);
    const rated = await list(
      'kabid',
      `raterId=${appraisal.people.kabid.employeeId}&period=TAHUNAN&state=SELESAI&cycleId=${cycle.id}`,
    );
    expect(rated.flatMap((summary) => differences(EvaluationSummary, summary))).toEqual([]);
    expect(rated.map(({ predicate }) => predicate).sort()).toEqual(['BAIK', 'KURANG']);
    expect(await list('otherAdmin')).toEqual([]);
  });
});

describe('the head of a unit', () => {
  it('has the achievement of the unit as work result, judged by the leader one level up', async () => {
    const { post, move, get, units, said } = appraisal;
    const opened = (await open('kabid', leader.id)).body;
    const results = [{ resultId: firstResultId(leader), realisation: 'Tercapai' }];
    const assessed = (await move(opened, 'self-assess', 'kabid', { results })).body;
    const rate = {
      results: [{ resultId: firstResultId(leader), rating: 'SESUAI_EKSPEKTASI' }],
      behaviours: [],
      behaviour: 'DI_ATAS_EKSPEKTASI',
    };
    expect((await move(assessed, 'rate', 'kadis', rate)).code).toBe('organisation-not-rated');

    const organisation = {
      unitId: units.division,
      cycleId: cycle.id,
      period: 'TAHUNAN',
      predicate: 'ISTIMEWA',
      reason: 'Melampaui',
    };
    const give = (as: Who, more: object = {}) =>
      post<OrganisationRatingView>('/v1/organisation-ratings', { ...organisation, ...more }, { as });
    expect([(await give('kabid')).status, (await give('admin')).status, (await give('stranger')).status]).toEqual([
      403, 403, 404,
    ]);
    const given = await give('kadis');
    expect([given.status, given.body.version]).toEqual([201, 1]);
    expect(differences(OrganisationRatingView, given.body)).toEqual([]);
    expect((await give('kadis', { reason: 'Jauh melampaui' })).body).toMatchObject({ id: given.body.id, version: 2 });
    expect(await said(given.body.id)).toHaveLength(2);
    const seen = await get<{ items: OrganisationRatingView[] }>(`/v1/organisation-ratings?unitId=${units.division}`);
    expect(seen.body.items.map(({ predicate }) => predicate)).toEqual(['ISTIMEWA']);
    expect((await get<{ items: unknown[] }>('/v1/organisation-ratings', { as: 'stranger' })).body.items).toEqual([]);

    expect((await move(assessed, 'rate', 'kadis', { ...rate, workResult: 'SESUAI_EKSPEKTASI' })).code).toBe('invalid-body');
    expect((await move(assessed, 'rate', 'kadis', rate)).body).toMatchObject({
      ...{ workResult: 'DI_ATAS_EKSPEKTASI', predicate: 'SANGAT_BAIK', organisationRatingId: given.body.id },
    });
  });
});

describe('a distribution', () => {
  it('counts the predicates of a rater beside the verdict of the rule, and not those of the head', async () => {
    const query = `cycleId=${cycle.id}&period=TAHUNAN`;
    const get = (as: Who, more = '') => appraisal.get<DistributionView>(`/v1/distributions?${query}${more}`, { as });
    const counts = { SANGAT_BAIK: 0, BAIK: 1, BUTUH_PERBAIKAN: 0, KURANG: 1, SANGAT_KURANG: 0 };
    const own = (await get('kabid')).body;
    expect(differences(DistributionView, own)).toEqual([]);
    expect(own).toMatchObject({ counts, organisationPredicate: 'ISTIMEWA', verdict: { conforms: true, breaches: [] } });
    expect(own.verdict?.warnings).toContainEqual({ code: 'SMALL_UNIT', limit: 5, actual: 2 });
    expect((await get('kabid', `&unitId=${appraisal.units.division}`)).body.counts).toEqual(counts);
    expect((await get('admin', `&unitId=${appraisal.units.agency}`)).body).toMatchObject({
      counts: { SANGAT_BAIK: 1 },
      verdict: null,
    });
    expect((await get('budi', `&unitId=${appraisal.units.division}`)).status).toBe(404);
    expect((await get('stranger', `&raterId=${appraisal.people.kabid.employeeId}`)).status).toBe(404);
    expect((await appraisal.get('/v1/distributions?period=TAHUNAN', { as: 'kabid' })).status).toBe(400);
  });
});

describe('credit points', () => {
  it('follow from the annual predicate of a functional position, and are null without one', async () => {
    const budi = await appraisal.get<CreditPointsView>('/v1/credit-points', { as: 'budi' });
    expect(differences(CreditPointsView, budi.body)).toEqual([]);
    expect(budi.body).toMatchObject({
      lines: [{ grade: 'AHLI_PERTAMA', predicate: 'BAIK', months: 12, points: '12.50' }],
      total: '12.50',
    });
    expect((await appraisal.get<CreditPointsView>('/v1/credit-points')).body).toMatchObject({ lines: [], total: null });
    const of = (as: Who) => appraisal.get(`/v1/credit-points?employeeId=${appraisal.people.budi.employeeId}`, { as });
    expect([(await of('kabid')).status, (await of('siti')).status]).toEqual([200, 404]);
  });
});
