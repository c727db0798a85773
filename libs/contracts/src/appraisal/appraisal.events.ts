import { event } from '../core/event.js';
import { DateOnly, Figure, Id, ListOf, Nullable, OneOf, SomeOf } from '../core/field.js';
import { skmElements } from '../feedback/values.js';
import { behaviours, predicates, ratings } from './values.js';

const appraisalId = '018f6f00-0000-7000-8000-000000000101';
const employeeId = '018f6f00-0000-7000-8000-000000000011';
const unitId = '018f6f00-0000-7000-8000-000000000001';

export class ResultRated {
  @Id() resultId!: string;
  @OneOf(ratings) rating!: string;
}
export class BehaviourRated {
  @OneOf(behaviours) value!: string;
  @OneOf(ratings) rating!: string;
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
  @OneOf(ratings) workResult!: string;
  @OneOf(ratings) behaviour!: string;
  @OneOf(predicates) predicate!: string;
  @Id({ doc: 'rule set that gave the predicate' }) ruleSetId!: string;
  @ListOf(() => ResultRated, { max: 50 }) results!: ResultRated[];
  @ListOf(() => BehaviourRated, { max: 7 }) behaviours!: BehaviourRated[];
  @ListOf(() => ServiceRealised, { max: 50, doc: 'public services whose index was a realisation' }) services!: ServiceRealised[];
  @Nullable() @Id({ doc: 'the appraisal that this one corrects, after an objection' }) supersedes!: string | null;
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
  },
});
