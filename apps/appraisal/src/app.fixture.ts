import {
  type CycleView,
  type EvaluationView,
  type IndexPublished,
  indexPublished,
  type NewResult,
  type PlanView,
  type Rating,
} from '@siger/contracts';
import { clock, createService, inTransaction, newId } from '@siger/service';
import { clientOf, said, serviceOn } from '@siger/testing';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { type Caller, cast, claimsOf, remember, type Who } from './people.fixture.js';
import { RealisationConsumer } from './realisation/realisation.consumer.js';

export { differences } from './differences.fixture.js';
export type { Caller, Who } from './people.fixture.js';

/** The whole service on a fresh database that knows the people, without a broker. Who is not named in a request is siti. */
export const startAppraisal = async (name: string) => {
  const service = await serviceOn(name, (env) => createService({ name: 'appraisal', module: AppModule }, { listen: false, env }));
  const { app } = service;
  const db = app.get(DataSource);
  const people = cast();
  const units = { agency: newId(), division: newId(), other: newId() };
  const year = Number(clock.today().slice(0, 4));
  await remember(db, people, units);
  const client = clientOf(app, (as: Who | Caller | null = 'siti') => claimsOf(people, as));
  const { post } = client;

  /** Delivers an index as the transport would: in a transaction of its own. */
  const publish = (more: Partial<IndexPublished> = {}) => {
    const index = { ...indexPublished.example, from: `${year}-01-01`, until: clock.today(), ...more };
    return inTransaction(db, () => app.get(RealisationConsumer).published(index));
  };

  const openCycle = async (): Promise<CycleView> => {
    const made = await post<CycleView>('/v1/cycles', { agencyId: units.agency, year, periodicity: 'TRIWULAN' }, { as: 'admin' });
    return (await post<CycleView>(`/v1/cycles/${made.body.id}/open`, undefined, { as: 'admin', version: 1 })).body;
  };
  const step = (plan: { id: string; version: number }, verb: string, as: Who, body?: object) =>
    post<PlanView>(`/v1/plans/${plan.id}/${verb}`, body, { as, version: plan.version });

  /** A plan of `who` that went all the way. */
  const establish = async (who: Who, rater: Who, body: object): Promise<PlanView> => {
    let plan = (await post<PlanView>('/v1/plans', body, { as: who })).body;
    for (const [verb, as] of [
      ['submit', who],
      ['agree', rater],
      ['establish', rater],
    ] as const) {
      plan = (await step(plan, verb, as)).body;
    }
    return plan;
  };
  /** The plan of the head of the division, with one result. */
  const leaderPlan = (cycleId: string) =>
    establish('kabid', 'kadis', { cycleId, approach: 'KUALITATIF', results: [leaderResult()] });

  const move = (evaluation: { id: string; version: number }, verb: string, as: Who, body?: object) =>
    post<EvaluationView>(`/v1/evaluations/${evaluation.id}/${verb}`, body, { as, version: evaluation.version });
  /** An evaluation of the plan for the year that went all the way. */
  const finish = async (plan: PlanView, { behaviour = 'SESUAI_EKSPEKTASI' as Rating, period = 'TAHUNAN' } = {}) => {
    const who = plan.employeeId === people.siti.employeeId ? 'siti' : 'budi';
    let evaluation = (await post<EvaluationView>('/v1/evaluations', { planId: plan.id, period }, { as: who })).body;
    const resultIds = plan.results.map(({ id }) => id);
    const results = resultIds.map((resultId) => ({ resultId, realisation: 'Selesai' }));
    const rated = resultIds.map((resultId) => ({ resultId, rating: 'SESUAI_EKSPEKTASI' }));
    const rate = { results: rated, behaviours: [], workResult: 'SESUAI_EKSPEKTASI', behaviour };
    for (const [verb, as, body] of [
      ['self-assess', who, { results }],
      ['rate', 'kabid', rate],
      ['hand-over', 'kabid', undefined],
      ['sign', who, {}],
      ['finalise', 'kabid', undefined],
    ] as const) {
      evaluation = (await move(evaluation, verb, as, body)).body;
    }
    return evaluation;
  };
  return {
    ...client,
    ...service,
    ...{ db, people, units, year, said: (key: string) => said(db, key) },
    ...{ publish, openCycle, step, establish, leaderPlan, move, finish },
  };
};
export type Appraisal = Awaited<ReturnType<typeof startAppraisal>>;

export const publicServiceId = indexPublished.example.publicServiceId;
export const leaderResult = (): NewResult => ({ id: newId(), kind: 'UTAMA', description: 'Layanan prima', measure: 'IKM naik' });
/** A result that works towards the leader's, realised by what citizens say. */
export const servedResult = (parentResultId: string): NewResult => ({
  id: newId(),
  kind: 'UTAMA',
  description: 'Legalisasi ijazah tepat waktu',
  parentResultIds: [parentResultId],
  indicators: [
    {
      id: newId(),
      description: 'Indeks kepuasan',
      aspect: 'KUALITAS',
      target: '80',
      source: { kind: 'SKM_INDEX', publicServiceId },
    },
  ],
});
export const firstResultId = ({ results }: PlanView): string => results[0]?.id ?? '';
