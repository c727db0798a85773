import { describe, expect, it } from '@jest/globals';
import { indexPublished } from '@siger/contracts';
import { aPlan } from '../plan/plan.fixture.js';
import { recordIndex } from '../plan/realisation.js';
import { aJudgement, anEvaluation, resultIds } from './evaluation.fixture.js';
import { evaluationSummary, evaluationView } from './evaluation-view.js';

const plan = recordIndex(aPlan(), indexPublished.example).state;
const reading = { content: plan, realisations: plan.realisations, ratings: true };
const [resultId = ''] = resultIds;
const rated = anEvaluation({
  ...aJudgement(),
  state: 'DINILAI',
  selfAssessment: [{ resultId, realisation: 'Selesai 120 berkas' }],
  results: [{ resultId, rating: 'SESUAI_EKSPEKTASI', feedback: 'Pertahankan' }],
  behaviours: [{ value: 'LOYAL', rating: 'DI_ATAS_EKSPEKTASI' }],
});

describe('evaluationView', () => {
  it('shows beside every result what the employee said, the rater judged and the citizens answered', () => {
    const [result] = evaluationView(rated, reading).results;
    expect(result).toMatchObject({
      resultId,
      realisation: 'Selesai 120 berkas',
      rating: 'SESUAI_EKSPEKTASI',
      feedback: 'Pertahankan',
      indicators: [{ realisation: { value: '72.50', indexId: indexPublished.example.indexId, respondents: 30 } }],
    });
    expect(result?.indicators[0]?.realisation).not.toHaveProperty('indicatorId');
  });

  it('hides every rating that was not handed over', () => {
    const view = evaluationView(rated, { ...reading, ratings: false });
    expect(JSON.stringify(view)).not.toMatch(/_EKSPEKTASI|Pertahankan|KURANG/);
    expect(view.results[0]?.realisation).toBe('Selesai 120 berkas');
    expect(evaluationSummary(rated, false).predicate).toBeNull();
    expect(evaluationSummary(rated, true).predicate).toBe('KURANG');
  });

  it('keeps to what had arrived when it was handed over', () => {
    const [result] = evaluationView({ ...rated, realisations: [] }, reading).results;
    expect(result?.indicators[0]?.realisation).toBeNull();
  });

  it('holds all seven values', () => {
    const { behaviours } = evaluationView(rated, reading);
    expect(behaviours).toHaveLength(7);
    expect(behaviours.filter(({ rating }) => rating !== null)).toMatchObject([{ value: 'LOYAL', rating: 'DI_ATAS_EKSPEKTASI' }]);
  });
});
