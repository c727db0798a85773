import { event } from '../core/event.js';
import { DateOnly, Id, OneOf } from '../core/field.js';
import { developmentKinds } from './values.js';

const learningRecordId = '018f6f00-0000-7000-8000-000000000307';
const employeeId = '018f6f00-0000-7000-8000-000000000011';

export class LearningRecordSubmitted {
  @Id() learningRecordId!: string;
  @Id() employeeId!: string;
  @OneOf(developmentKinds, { doc: 'form of development' }) kind!: string;
  @DateOnly() endsOn!: string;
}
export const learningRecordSubmitted = event({
  type: 'learning-record.submitted.v1',
  topic: 'training.events',
  key: 'learningRecordId',
  payload: LearningRecordSubmitted,
  meaning: 'An employee reports something learned elsewhere, or reports it again after a return.',
  since: '0.1.0',
  example: { learningRecordId, employeeId, kind: 'SEMINAR', endsOn: '2026-05-12' },
});

class LearningRecordJudged {
  @Id() learningRecordId!: string;
  @Id() employeeId!: string;
}
export class LearningRecordVerified extends LearningRecordJudged {}
export class LearningRecordReturned extends LearningRecordJudged {}
export class LearningRecordRejected extends LearningRecordJudged {}

export const learningRecordVerified = event({
  type: 'learning-record.verified.v1',
  topic: 'training.events',
  key: 'learningRecordId',
  payload: LearningRecordVerified,
  meaning: 'The reported learning is true; its hours count.',
  since: '0.1.0',
  example: { learningRecordId, employeeId },
});
export const learningRecordReturned = event({
  type: 'learning-record.returned.v1',
  topic: 'training.events',
  key: 'learningRecordId',
  payload: LearningRecordReturned,
  meaning: 'The report needs a correction by the employee.',
  since: '0.1.0',
  example: { learningRecordId, employeeId },
});
export const learningRecordRejected = event({
  type: 'learning-record.rejected.v1',
  topic: 'training.events',
  key: 'learningRecordId',
  payload: LearningRecordRejected,
  meaning: 'The reported learning does not count.',
  since: '0.1.0',
  example: { learningRecordId, employeeId },
});
