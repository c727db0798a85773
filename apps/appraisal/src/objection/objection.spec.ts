import { describe, expect, it } from '@jest/globals';
import { DomainError, fact, objectionDecided, objectionExamined, objectionFiled, type DecideObjection } from '@siger/contracts';
import { anEvaluation } from '../evaluation/evaluation.fixture.js';
import { checkDecision, decide, examine, file, requireObjectable, type Objection } from './objection.js';

const sample = objectionFiled.example;
const finished = anEvaluation({ state: 'SELESAI', finalisedOn: '2027-01-25' });
const window = { accepted: true, lastDay: '2027-02-08', ruleSetId: '018f6f00-0000-7000-8000-0000000000a2' };
const filing = { reason: 'Realisasi triwulan III tidak dihitung', today: sample.filedOn, window };
const filed = (overrides: Partial<Objection> = {}): Objection => ({
  ...file(sample.objectionId, finished, filing).state,
  ...overrides,
});
const decision: DecideObjection = { outcome: 'DITERIMA_DIUBAH', behaviour: 'SESUAI_EKSPEKTASI', consideration: 'Bukti cukup' };

describe('file', () => {
  it('waits for the superior of the rater, and keeps until when it was possible', () => {
    const { state, facts } = file(sample.objectionId, finished, filing);
    expect(state).toMatchObject({ state: 'DIAJUKAN', evaluationId: finished.id, lastDay: '2027-02-08' });
    expect(facts).toEqual([fact(objectionFiled, sample)]);
  });

  it('is refused when it is late', () => {
    const late = { ...filing, window: { ...window, accepted: false } };
    expect(() => file(sample.objectionId, finished, late)).toThrow(new DomainError('objection-late'));
  });

  it('is for annual evaluations that count and were not objected to', () => {
    const refusal = (overrides: Parameters<typeof anEvaluation>[0]) => () => requireObjectable({ ...finished, ...overrides });
    expect(refusal({ state: 'DITANDATANGANI' })).toThrow(new DomainError('objection-annual-only'));
    expect(refusal({ periodKind: 'PERIODIK' })).toThrow(new DomainError('objection-annual-only'));
    expect(refusal({ supersedes: finished.planId })).toThrow(new DomainError('objection-exists'));
    expect(refusal({ supersededBy: finished.planId })).toThrow(new DomainError('objection-exists'));
  });
});

describe('examine and decide', () => {
  it('come one after the other, once', () => {
    const correctedBy = objectionDecided.example.correctedBy;
    const change = { decision, correctedBy, today: '2027-02-10' };
    expect(() => decide(filed(), change)).toThrow(new DomainError('wrong-state'));

    const examined = examine(filed());
    expect(examined.facts).toEqual([fact(objectionExamined, objectionExamined.example)]);

    const decided = decide(examined.state, change);
    expect(decided.state).toMatchObject({ state: 'DITERIMA_DIUBAH', correctedBy, decidedOn: '2027-02-10' });
    expect(decided.facts).toEqual([fact(objectionDecided, objectionDecided.example)]);
    expect(() => decide(decided.state, change)).toThrow(new DomainError('wrong-state'));
    expect(() => examine(decided.state)).toThrow(new DomainError('wrong-state'));
  });
});

describe('checkDecision', () => {
  it.each<[DecideObjection, boolean]>([
    [decision, true],
    [{ outcome: 'DITOLAK', consideration: 'Tidak beralasan' }, true],
    [{ ...decision, outcome: 'DITOLAK' }, false],
    [{ outcome: 'DITERIMA_DIUBAH', consideration: 'Diubah' }, false],
  ])('%j', (candidate, accepted) => {
    const check = expect(() => checkDecision(candidate));
    if (accepted) check.not.toThrow();
    else check.toThrow(new DomainError('invalid-body'));
  });
});
