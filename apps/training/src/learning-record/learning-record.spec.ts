import { describe, expect, it } from '@jest/globals';
import { DomainError, learningRecordSubmitted, type LearningRecordStatus } from '@siger/contracts';
import { giveBack, reject, revise, submit, verify, type LearningRecord } from './learning-record.js';

const { learningRecordId: id, employeeId, kind, endsOn } = learningRecordSubmitted.example;
const learned = {
  ...{ kind, endsOn, startsOn: '2026-05-12', title: 'Seminar Layanan Publik', organiser: 'Kementerian PANRB' },
  ...{ international: false, hours: null, days: 1, dates: null, count: null, evidence: null },
};
const today = '2026-06-01';
const reported = submit({ id, employeeId }, learned, today);
const as = (status: LearningRecordStatus): LearningRecord => ({ ...reported.state, status });

describe('submit', () => {
  it('reports what was learned, without its words', () => {
    expect(reported.state.status).toBe('DIAJUKAN');
    expect(reported.facts.map(({ data }) => data)).toEqual([learningRecordSubmitted.example]);
  });

  it.each([
    ['an end before the start', { startsOn: '2026-05-13' }],
    ['what is not over', { endsOn: '2026-06-02' }],
  ])('refuses %s', (_, more) => {
    expect(() => submit({ id, employeeId }, { ...learned, ...more }, today)).toThrow(new DomainError('invalid-body'));
  });
});

describe('the verification', () => {
  const steps = {
    verify,
    return: (record: LearningRecord) => giveBack(record, 'Lampirkan sertifikat.'),
    reject: (record: LearningRecord) => reject(record, 'Bukan kegiatan pengembangan.'),
    revise: (record: LearningRecord) => revise(record, { ...learned, days: 2 }, today),
  };
  const results = { verify: 'TERVERIFIKASI', return: 'PERLU_REVISI', reject: 'DITOLAK', revise: 'DIAJUKAN' };
  const from = { verify: 'DIAJUKAN', return: 'DIAJUKAN', reject: 'DIAJUKAN', revise: 'PERLU_REVISI' };
  const statuses: LearningRecordStatus[] = ['DIAJUKAN', 'PERLU_REVISI', 'TERVERIFIKASI', 'DITOLAK'];
  const cases = (Object.keys(steps) as (keyof typeof steps)[]).flatMap((step) => statuses.map((status) => ({ step, status })));

  it.each(cases)('$step of $status', ({ step, status }) => {
    if (status === from[step]) expect(steps[step](as(status)).state.status).toBe(results[step]);
    else expect(() => steps[step](as(status))).toThrow(new DomainError('learning-record-settled'));
  });

  it('keeps the note until the report is given again', () => {
    const returned = steps.return(as('DIAJUKAN')).state;
    expect(returned.note).toBe('Lampirkan sertifikat.');
    expect(steps.revise(returned).state).toMatchObject({ note: null, days: 2 });
  });
});
