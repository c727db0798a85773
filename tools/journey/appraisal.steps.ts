import { randomUUID } from 'node:crypto';
import { behaviours, type ActivityView, type EvaluationView, type PlanView } from '@siger/contracts';
import type { Tokens } from './actors.ts';
import { demand, type Gateway } from './gateway.ts';
import type { Setting } from './plan.steps.ts';

/** A logged activity with evidence, approved by the leader. */
export const logActivity = async (
  gateway: Gateway,
  tokens: Tokens,
  plan: PlanView,
  { cycle, today }: Setting,
): Promise<ActivityView> => {
  const draft = await gateway.post<ActivityView>('/v1/activities', tokens.employee, {
    planId: plan.id,
    resultId: plan.results[0]?.id,
    date: today < cycle.until ? today : cycle.until,
    startMinute: 480,
    endMinute: 570,
    description: 'Memeriksa berkas permohonan dan memberi kabar kepada pemohon',
    volume: 12,
    output: 'berkas',
    evidence: [{ kind: 'KETERANGAN', text: 'Buku register layanan halaman 14' }],
  });
  const submitted = await gateway.post<ActivityView>(
    `/v1/activities/${draft.id}/submit`,
    tokens.employee,
    undefined,
    draft.version,
  );
  return gateway.post<ActivityView>(`/v1/activities/${draft.id}/approve`, tokens.leader, undefined, submitted.version);
};

export const giveFeedback = (gateway: Gateway, tokens: Tokens, plan: PlanView) =>
  gateway.post('/v1/notes', tokens.leader, {
    planId: plan.id,
    kind: 'UMPAN_BALIK',
    behaviour: behaviours[0],
    text: 'Warga menunggu terlalu lama; beri kabar bila berkas belum lengkap.',
  });

/** Self-assessment, ratings, hand-over, signature; the last step is left to the caller. */
export const evaluate = async (gateway: Gateway, tokens: Tokens, plan: PlanView): Promise<EvaluationView> => {
  const step = (evaluation: EvaluationView, verb: string, as: string, body?: object) =>
    gateway.post<EvaluationView>(`/v1/evaluations/${evaluation.id}/${verb}`, as, body, evaluation.version);
  const opened = await gateway.post<EvaluationView>('/v1/evaluations', tokens.employee, { planId: plan.id, period: 'TAHUNAN' });
  const assessed = await step(opened, 'self-assess', tokens.employee, {
    results: plan.results.map(({ id }) => ({
      resultId: id,
      realisation: 'Seluruh permohonan dilayani; waktu tunggu masih panjang.',
    })),
    summary: 'Perlu penguatan pada ketepatan waktu.',
  });
  await gateway.send('GET', `/v1/evaluations/${opened.id}`, { as: tokens.stranger, expect: [404] });
  const rated = await step(assessed, 'rate', tokens.leader, {
    results: plan.results.map(({ id }) => ({ resultId: id, rating: 'SESUAI_EKSPEKTASI' })),
    behaviours: behaviours.map((value, n) => ({ value, rating: n === 0 ? 'DI_BAWAH_EKSPEKTASI' : 'SESUAI_EKSPEKTASI' })),
    workResult: 'SESUAI_EKSPEKTASI',
    behaviour: 'SESUAI_EKSPEKTASI',
  });
  demand(rated.predicate === 'BAIK' && rated.ruleSetId, 'as expected x as expected is BAIK by the stored rule set');
  const handed = await step(rated, 'hand-over', tokens.leader);
  return step(handed, 'sign', tokens.employee, { remark: 'Saya terima.' });
};

/** Finalises twice with one key: the second answer is the first one, and nothing happens again. */
export const finaliseTwice = async (gateway: Gateway, tokens: Tokens, { id, version }: EvaluationView) => {
  const call = { as: tokens.leader, ifMatch: version, idempotencyKey: randomUUID() };
  const first = await gateway.send<EvaluationView>('POST', `/v1/evaluations/${id}/finalise`, call);
  const again = () => gateway.send<EvaluationView>('POST', `/v1/evaluations/${id}/finalise`, call);
  return { finalised: first.body, again };
};
