import { event } from '../core/event.js';
import { DateOnly, Figure, Id, ListOf, Nullable, OneOf, Optional, SomeOf } from '../core/field.js';
import { skmElements } from '../feedback/values.js';
import { behaviours, periodCodes, periodKinds, predicates, ratings, type Predicate, type Rating } from './values.js';

const appraisalId = '018f6f00-0000-7000-8000-000000000101';
const employeeId = '018f6f00-0000-7000-8000-000000000011';
const unitId = '018f6f00-0000-7000-8000-000000000001';

export class ResultRated {
  @Id() resultId!: string;
  @OneOf(ratings) rating!: Rating;
}
export class BehaviourRated {
  @OneOf(behaviours) value!: string;
  @OneOf(ratings) rating!: Rating;
}
export class ServiceRealised {
  @Id() publicServiceId!: string;
  @Figure({ doc: 'published satisfaction index, 25.00-100.00' }) index!: string;
  @SomeOf(skmElements, { max: 9, doc: 'elements that citizens scored lowest' }) lowest!: string[];
}

export class AppraisalCompleted {
  @Id({ doc: 'the evaluation' }) appraisalId!: string;
  @Id() cycleId!: string;
  @Id() planId!: string;
  @Id() employeeId!: string;
  @Id() raterId!: string;
  @Id({ doc: 'unit of the employee in the period' }) unitId!: string;
  @DateOnly({ doc: 'last day of the period' }) periodEnd!: string;
  @OneOf(ratings) workResult!: Rating;
  @OneOf(ratings) behaviour!: Rating;
  @OneOf(predicates) predicate!: Predicate;
  @Id({ doc: 'rule set that gave the predicate' }) ruleSetId!: string;
  @ListOf(() => ResultRated, { max: 50 }) results!: ResultRated[];
  @ListOf(() => BehaviourRated, { max: 7 }) behaviours!: BehaviourRated[];
  @ListOf(() => ServiceRealised, { max: 50, doc: 'public services whose index was a realisation' }) services!: ServiceRealised[];
  @Nullable() @Id({ doc: 'the appraisal that this one corrects, after an objection' }) supersedes!: string | null;
  @Optional() @OneOf(periodKinds) periodKind?: string;
  @Optional() @DateOnly({ doc: 'first day of the period' }) periodStart?: string;
}
export const appraisalCompleted = event({
  type: 'appraisal.completed.v1',
  topic: 'appraisal.events',
  key: 'appraisalId',
  payload: AppraisalCompleted,
  meaning: 'An evaluation was finalised; its predicate counts.',
  since: '0.1.0',
  example: {
    appraisalId,
    cycleId: '018f6f00-0000-7000-8000-000000000102',
    planId: '018f6f00-0000-7000-8000-000000000103',
    employeeId,
    raterId: '018f6f00-0000-7000-8000-000000000012',
    unitId,
    periodEnd: '2026-12-31',
    workResult: 'SESUAI_EKSPEKTASI',
    behaviour: 'DI_BAWAH_EKSPEKTASI',
    predicate: 'KURANG',
    ruleSetId: '018f6f00-0000-7000-8000-0000000000a1',
    results: [{ resultId: '018f6f00-0000-7000-8000-000000000104', rating: 'SESUAI_EKSPEKTASI' }],
    behaviours: [{ value: 'BERORIENTASI_PELAYANAN', rating: 'DI_BAWAH_EKSPEKTASI' }],
    services: [{ publicServiceId: '018f6f00-0000-7000-8000-000000000201', index: '72.50', lowest: ['WAKTU'] }],
    supersedes: null,
    periodKind: 'TAHUNAN',
    periodStart: '2026-01-01',
  },
});

/** A step of an evaluation before it counts: who and when, no rating. */
export class AppraisalMoved {
  @Id({ doc: 'the evaluation' }) appraisalId!: string;
  @Id() cycleId!: string;
  @Id() planId!: string;
  @Id() employeeId!: string;
  @Id() raterId!: string;
  @Id() unitId!: string;
  @OneOf(periodCodes) period!: string;
}
const moved = (verb: string, meaning: string) =>
  event({
    type: `appraisal.${verb}.v1`,
    topic: 'appraisal.events',
    key: 'appraisalId',
    payload: AppraisalMoved,
    meaning,
    since: '0.1.0',
    example: {
      appraisalId,
      cycleId: '018f6f00-0000-7000-8000-000000000102',
      planId: '018f6f00-0000-7000-8000-000000000103',
      employeeId,
      raterId: '018f6f00-0000-7000-8000-000000000012',
      unitId,
      period: 'TAHUNAN',
    },
  });
export const appraisalOpened = moved('opened', 'The evaluation of a plan for a period has begun.');
export const appraisalSelfAssessed = moved('self-assessed', 'The employee described what was achieved.');
export const appraisalRated = moved('rated', 'The rater judged; the employee does not see it yet.');
export const appraisalHandedOver = moved('handed-over', 'The evaluation was handed to the employee.');
export const appraisalSigned = moved('signed', 'The employee signed the evaluation.');
