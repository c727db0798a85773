import {
  changed,
  DomainError,
  fact,
  invalid,
  learningRecordRejected,
  learningRecordReturned,
  learningRecordSubmitted,
  learningRecordVerified,
  type Change,
  type LearningRecordStatus,
} from '@siger/contracts';
import type { Measured } from '../hours/activity.js';

export interface Learned extends Measured {
  readonly title: string;
  readonly organiser: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly evidence: string | null;
}

/** Something learned elsewhere, as the employee reports it: `DIAJUKAN -> TERVERIFIKASI | PERLU_REVISI | DITOLAK`. */
export interface LearningRecord extends Learned {
  readonly id: string;
  readonly version: number;
  readonly employeeId: string;
  readonly status: LearningRecordStatus;
  readonly note: string | null;
}

const whileIn = ({ status }: LearningRecord, allowed: LearningRecordStatus) => {
  if (status !== allowed) throw new DomainError('learning-record-settled', { status });
};

const check = ({ startsOn, endsOn }: Learned, today: string) => {
  if (endsOn < startsOn) throw invalid({ pointer: '/endsOn', code: 'order', detail: 'must not lie before startsOn' });
  if (endsOn > today) throw invalid({ pointer: '/endsOn', code: 'future', detail: 'must be over' });
};

type Owner = Pick<LearningRecord, 'id' | 'employeeId'>;
const said = ({ id, employeeId }: Owner) => ({ learningRecordId: id, employeeId });
const submitted = (record: LearningRecord) =>
  fact(learningRecordSubmitted, { ...said(record), kind: record.kind, endsOn: record.endsOn });

export const submit = (owner: Owner, learned: Learned, today: string): Change<LearningRecord> => {
  check(learned, today);
  const record: LearningRecord = { ...owner, ...learned, version: 1, status: 'DIAJUKAN', note: null };
  return changed(record, submitted(record));
};

export const revise = (record: LearningRecord, learned: Learned, today: string): Change<LearningRecord> => {
  whileIn(record, 'PERLU_REVISI');
  check(learned, today);
  const revised: LearningRecord = { ...record, ...learned, status: 'DIAJUKAN', note: null };
  return changed(revised, submitted(revised));
};

export const verify = (record: LearningRecord): Change<LearningRecord> => {
  whileIn(record, 'DIAJUKAN');
  return changed({ ...record, status: 'TERVERIFIKASI' }, fact(learningRecordVerified, said(record)));
};

export const giveBack = (record: LearningRecord, note: string): Change<LearningRecord> => {
  whileIn(record, 'DIAJUKAN');
  return changed({ ...record, status: 'PERLU_REVISI', note }, fact(learningRecordReturned, said(record)));
};

export const reject = (record: LearningRecord, note: string): Change<LearningRecord> => {
  whileIn(record, 'DIAJUKAN');
  return changed({ ...record, status: 'DITOLAK', note }, fact(learningRecordRejected, said(record)));
};
