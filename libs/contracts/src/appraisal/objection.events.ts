import { event } from '../core/event.js';
import { DateOnly, Id, Nullable, OneOf } from '../core/field.js';
import { objectionOutcomes } from './values.js';

const example = {
  objectionId: '018f6f00-0000-7000-8000-00000000010a',
  appraisalId: '018f6f00-0000-7000-8000-000000000101',
  employeeId: '018f6f00-0000-7000-8000-000000000011',
  unitId: '018f6f00-0000-7000-8000-000000000001',
};

export class ObjectionFiled {
  @Id() objectionId!: string;
  @Id() appraisalId!: string;
  @Id() employeeId!: string;
  @Id() unitId!: string;
  @DateOnly() filedOn!: string;
}
export const objectionFiled = event({
  type: 'objection.filed.v1',
  topic: 'appraisal.events',
  key: 'objectionId',
  payload: ObjectionFiled,
  meaning: 'An employee objects to an evaluation, in time.',
  since: '0.1.0',
  example: { ...example, filedOn: '2027-02-01' },
});

export class ObjectionExamined {
  @Id() objectionId!: string;
  @Id() appraisalId!: string;
  @Id() employeeId!: string;
  @Id() unitId!: string;
}
export const objectionExamined = event({
  type: 'objection.examined.v1',
  topic: 'appraisal.events',
  key: 'objectionId',
  payload: ObjectionExamined,
  meaning: 'The superior of the rater began to examine the objection.',
  since: '0.1.0',
  example,
});

export class ObjectionDecided {
  @Id() objectionId!: string;
  @Id() appraisalId!: string;
  @Id() employeeId!: string;
  @Id() unitId!: string;
  @OneOf(objectionOutcomes) outcome!: string;
  @Nullable() @Id({ doc: 'the evaluation that counts instead' }) correctedBy!: string | null;
  @DateOnly() decidedOn!: string;
}
export const objectionDecided = event({
  type: 'objection.decided.v1',
  topic: 'appraisal.events',
  key: 'objectionId',
  payload: ObjectionDecided,
  meaning: 'The objection was decided, for good.',
  since: '0.1.0',
  example: {
    ...example,
    outcome: 'DITERIMA_DIUBAH',
    correctedBy: '018f6f00-0000-7000-8000-00000000010b',
    decidedOn: '2027-02-10',
  },
});
