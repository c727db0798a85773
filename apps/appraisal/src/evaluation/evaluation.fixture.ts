import { appraisalCompleted } from '@siger/contracts';
import { aPlan } from '../plan/plan.fixture.js';
import { blank, type Evaluation, type Judgement } from './evaluation.js';

const sample = appraisalCompleted.example;

export const aJudgement = (overrides: Partial<Judgement> = {}): Judgement => ({
  workResult: sample.workResult,
  behaviour: sample.behaviour,
  predicate: sample.predicate,
  ruleSetId: sample.ruleSetId,
  organisationRatingId: null,
  ...overrides,
});

export const anEvaluation = (overrides: Partial<Evaluation> = {}): Evaluation => ({
  ...blank({
    id: sample.appraisalId,
    planId: sample.planId,
    planEdition: 1,
    cycleId: sample.cycleId,
    employeeId: sample.employeeId,
    raterId: sample.raterId,
    unitId: sample.unitId,
    period: 'TAHUNAN',
    periodKind: 'TAHUNAN',
    from: '2026-01-01',
    until: '2026-12-31',
    leadsUnit: false,
    grade: null,
  }),
  ...overrides,
});

export const resultIds = aPlan().results.map(({ id }) => id);
