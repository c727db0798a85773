import { event } from '../core/event.js';
import { DateOnly, Figure, Id, Ids, ListOf, Nullable, OneOf, Whole } from '../core/field.js';
import { approaches, resultKinds } from './values.js';

const planId = '018f6f00-0000-7000-8000-000000000103';
const cycleId = '018f6f00-0000-7000-8000-000000000102';
const employeeId = '018f6f00-0000-7000-8000-000000000011';
const raterId = '018f6f00-0000-7000-8000-000000000012';
const unitId = '018f6f00-0000-7000-8000-000000000001';
const resultId = '018f6f00-0000-7000-8000-000000000104';
const publicServiceId = '018f6f00-0000-7000-8000-000000000201';
const common = { planId, cycleId, employeeId, raterId, unitId };

export class PlanCreated {
  @Id() planId!: string;
  @Id() cycleId!: string;
  @Id() employeeId!: string;
  @Nullable() @Id() raterId!: string | null;
  @Id() unitId!: string;
  @OneOf(approaches) approach!: string;
}
export const planCreated = event({
  type: 'plan.created.v1',
  topic: 'appraisal.events',
  key: 'planId',
  payload: PlanCreated,
  meaning: 'An employee has a draft of a plan (SKP) for the year.',
  since: '0.1.0',
  example: { ...common, approach: 'KUANTITATIF' },
});

export class PlanMoved {
  @Id() planId!: string;
  @Id() cycleId!: string;
  @Id() employeeId!: string;
  @Nullable() @Id() raterId!: string | null;
  @Id() unitId!: string;
  @Whole({ min: 1, max: 1000, doc: 'version of the plan that it is about' }) edition!: number;
}
const moved = (verb: string, meaning: string) =>
  event({
    type: `plan.${verb}.v1`,
    topic: 'appraisal.events',
    key: 'planId',
    payload: PlanMoved,
    meaning,
    since: '0.1.0',
    example: { ...common, edition: 1 },
  });
export const planSubmitted = moved('submitted', 'The employee hands the plan to the rater.');
export const planReturned = moved('returned', 'The rater gives the plan back for changes.');
export const planAgreed = moved('agreed', 'Employee and rater agree on the plan.');
export const planRevised = moved('revised', 'An established plan is opened again; its last version stays in force meanwhile.');

export class EstablishedResult {
  @Id() resultId!: string;
  @OneOf(resultKinds, { doc: 'main or additional work result' }) kind!: string;
  @Ids({ max: 20 }) parentResultIds!: string[];
  @Ids({ max: 20, doc: 'public services whose index is a realisation of it' }) publicServiceIds!: string[];
}
export class PlanEstablished {
  @Id() planId!: string;
  @Id() cycleId!: string;
  @Id() employeeId!: string;
  @Nullable() @Id() raterId!: string | null;
  @Id() unitId!: string;
  @Whole({ min: 1, max: 1000, doc: 'version of the plan, counted from 1' }) edition!: number;
  @DateOnly() from!: string;
  @DateOnly() until!: string;
  @DateOnly() establishedOn!: string;
  @ListOf(() => EstablishedResult, { max: 50 }) results!: EstablishedResult[];
}
export const planEstablished = event({
  type: 'plan.established.v1',
  topic: 'appraisal.events',
  key: 'planId',
  payload: PlanEstablished,
  meaning: 'The plan is set and in force; results and their place in the cascade are fixed until a revision.',
  since: '0.1.0',
  example: {
    ...common,
    edition: 1,
    from: '2026-01-01',
    until: '2026-12-31',
    establishedOn: '2026-01-20',
    results: [
      {
        resultId,
        kind: 'UTAMA',
        parentResultIds: ['018f6f00-0000-7000-8000-000000000105'],
        publicServiceIds: [publicServiceId],
      },
    ],
  },
});

export class PlanRealisationRecorded {
  @Id() planId!: string;
  @Id() cycleId!: string;
  @Id() employeeId!: string;
  @Id() unitId!: string;
  @Id() resultId!: string;
  @Id() indicatorId!: string;
  @Id() publicServiceId!: string;
  @Id() indexId!: string;
  @DateOnly() from!: string;
  @DateOnly() until!: string;
  @Figure({ doc: 'IKM, 25.00-100.00' }) value!: string;
  @Whole({ min: 1, max: 1e9 }) respondents!: number;
}
export const planRealisationRecorded = event({
  type: 'plan.realisation-recorded.v1',
  topic: 'appraisal.events',
  key: 'planId',
  payload: PlanRealisationRecorded,
  meaning: 'A published satisfaction index became the realisation of an indicator, without retyping.',
  since: '0.1.0',
  example: {
    planId,
    cycleId,
    employeeId,
    unitId,
    resultId,
    indicatorId: '018f6f00-0000-7000-8000-000000000106',
    publicServiceId,
    indexId: '018f6f00-0000-7000-8000-000000000202',
    from: '2026-01-01',
    until: '2026-06-30',
    value: '72.50',
    respondents: 30,
  },
});
