import { describe, expect, it } from '@jest/globals';
import { DomainError, recommendationMade, recommendationReplaced } from '@siger/contracts';
import { accept, dismiss, make, replace, type Recommendation } from './recommendation.js';

const { recommendationId, appraisalId, employeeId, unitId, ...advice } = recommendationMade.example;
const made = make(recommendationId, { appraisalId, employeeId, unitId }, { ...advice, purpose: 'IMPROVE' });
const open = made.state;
const settled: Recommendation = { ...open, status: 'ACCEPTED' };

describe('a recommendation', () => {
  it('says all that it is made of', () => {
    expect(open).toMatchObject({ id: recommendationId, status: 'OPEN', rank: 1 });
    expect(made.facts.map(({ data }) => data)).toEqual([recommendationMade.example]);
  });

  it('is accepted or dismissed once', () => {
    expect(accept(open).state.status).toBe('ACCEPTED');
    expect(dismiss(open, 'NO_TIME').facts[0]?.data).toEqual({ recommendationId, employeeId, cause: 'NO_TIME' });
    expect(() => accept(settled)).toThrow(new DomainError('recommendation-settled'));
    expect(() => dismiss(settled, 'NO_TIME')).toThrow(new DomainError('recommendation-settled'));
  });

  it('is replaced by a corrected appraisal only while it is open', () => {
    const by = recommendationReplaced.example.byAppraisalId;
    expect(replace(open, by).facts[0]?.data).toEqual(recommendationReplaced.example);
    expect(replace(settled, by)).toEqual({ state: settled, facts: [] });
  });
});
