import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type CycleView,
  type EvaluationView,
  type FunctionalGrade,
  type IndexPublished,
  indexPublished,
  type NewResult,
  type PlanView,
  type PositionKind,
  type Rating,
  type Role,
} from '@siger/contracts';
import { Person, PersonPlacement, PersonRater, Unit } from '@siger/directory';
import { clock, createService, inTransaction, newId } from '@siger/service';
import { freshDatabase, testIssuer } from '@siger/testing';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { RealisationConsumer } from './realisation/realisation.consumer.js';

export { differences } from './differences.fixture.js';

export interface Problem {
  readonly type: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
}

const person = (
  unit: Place,
  positionKind: PositionKind = 'PELAKSANA',
  more: { head?: boolean; grade?: FunctionalGrade } = {},
) => ({
  employeeId: newId(),
  unit,
  positionKind,
  head: more.head ?? false,
  grade: more.grade ?? null,
});
type Place = 'agency' | 'division' | 'other';

/** An office with a division: its head rates siti and budi, the head of the office rates the head of the division; and another office. */
const cast = () => ({
  siti: person('division'),
  budi: person('division', 'JF', { grade: 'AHLI_PERTAMA' }),
  kabid: person('division', 'ADMINISTRATOR', { head: true }),
  kadis: person('agency', 'JPT', { head: true }),
  admin: person('agency'),
  auditor: person('other'),
  stranger: person('other'),
  otherAdmin: person('other'),
});
export type Who = keyof ReturnType<typeof cast>;
const roles: Partial<Record<Who, Role[]>> = {
  admin: ['employee', 'agency-admin'],
  otherAdmin: ['employee', 'agency-admin'],
  auditor: ['auditor'],
};

export interface Caller {
  readonly roles: readonly Role[];
  readonly scope?: string;
}
export interface Sent {
  /** Somebody of the cast, anybody with such roles or scopes, or nobody. */
  readonly as?: Who | Caller | null;
  readonly version?: number;
  readonly key?: string;
}
type Method = 'GET' | 'POST' | 'PUT';

/** The whole service on a fresh database that knows the people, without a broker. */
export const startAppraisal = async (name: string) => {
  const [database, issuer] = await Promise.all([freshDatabase(name), testIssuer()]);
  const env = {
    ...issuer.env,
    ...{ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, KAFKA_BROKERS: '127.0.0.1:1', LOG_LEVEL: 'silent' },
  };
  const app: NestFastifyApplication = await createService({ name: 'appraisal', module: AppModule }, { listen: false, env });
  const db = app.get(DataSource);
  const people = cast();
  const units = { agency: newId(), division: newId(), other: newId() };
  const year = Number(clock.today().slice(0, 4));

  const paths = { agency: [units.agency], division: [units.agency, units.division], other: [units.other] };
  for (const place of ['agency', 'division', 'other'] as const) {
    const [agencyId = '', below] = paths[place];
    const path = `/${paths[place].join('/')}/`;
    const parentId = below === undefined ? null : agencyId;
    const kind = below === undefined ? ('AGENCY' as const) : ('DIVISION' as const);
    const id = units[place];
    await db.manager.insert(Unit, { id, version: 1, agencyId, parentId, code: id, name: place, kind, regionCode: '18', path });
  }
  for (const [who, { employeeId, unit, positionKind, head, grade }] of Object.entries(people)) {
    await db.manager.insert(Person, {
      employeeId,
      version: 1,
      nip: '199001012015051001',
      name: who,
      status: 'PNS',
      active: true,
    });
    await db.manager.insert(PersonPlacement, {
      ...{ placementId: newId(), employeeId, unitId: units[unit], positionId: newId(), positionName: positionKind },
      ...{ positionKind, grade, head, primary: true, from: '2015-01-01', until: null },
    });
  }
  const rates = async (rater: Who, ...rated: Who[]) => {
    for (const who of rated) {
      const assignment = { employeeId: people[who].employeeId, raterId: people[rater].employeeId };
      await db.manager.insert(PersonRater, { ...assignment, from: '2015-01-01', until: null });
    }
  };
  await rates('kabid', 'siti', 'budi');
  await rates('kadis', 'kabid');

  const tokenOf = (as: Who | Caller) => {
    if (typeof as === 'object') return issuer.token({ ...as, ...(as.scope === undefined ? { employee_id: newId() } : {}) });
    const { employeeId } = people[as];
    return issuer.token({ sub: employeeId, roles: roles[as] ?? ['employee'], employee_id: employeeId });
  };
  const call = async <T = Problem>(
    method: Method,
    url: string,
    { as = 'siti', version, key, body }: Sent & { body?: object } = {},
  ) => {
    const headers = {
      ...(as === null ? {} : { authorization: `Bearer ${await tokenOf(as)}` }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const answer = await app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: JSON.stringify(body) }) });
    const read = answer.json<T & Problem>();
    const code = answer.statusCode < 400 ? 'ok' : read.type.replace(/^.*[:/]/, '');
    return { status: answer.statusCode, code, headers: answer.headers, body: read };
  };
  const get = <T = Problem>(url: string, sent?: Sent) => call<T>('GET', url, sent);
  const post = <T = Problem>(url: string, body?: object, sent?: Sent) =>
    call<T>('POST', url, { ...sent, ...(body ? { body } : {}) });
  const put = <T = Problem>(url: string, body: object, sent?: Sent) => call<T>('PUT', url, { ...sent, body });

  /** What the service has said of one aggregate, in order. */
  const said = async (key: string) =>
    db.query<{ type: string; sequence: number; data: Record<string, unknown> }[]>(
      `SELECT type, sequence::int, convert_from(payload, 'UTF8')::json AS data FROM outbox WHERE key = $1 ORDER BY id`,
      [key],
    );

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
  const close = async () => {
    await app.close();
    await database.drop();
  };
  return {
    app,
    db,
    people,
    units,
    year,
    get,
    post,
    put,
    said,
    publish,
    openCycle,
    step,
    establish,
    leaderPlan,
    move,
    finish,
    close,
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
