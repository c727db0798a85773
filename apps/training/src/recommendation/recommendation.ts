import {
  changed,
  DomainError,
  fact,
  recommendationAccepted,
  recommendationDismissed,
  recommendationMade,
  recommendationReplaced,
  type Change,
  type RecommendationReason,
} from '@siger/contracts';
import type { Advice } from './recommend.js';

/** One course that an appraisal called for, until the employee decides or the appraisal is corrected. */
export interface Recommendation {
  readonly id: string;
  readonly version: number;
  readonly appraisalId: string;
  readonly employeeId: string;
  readonly unitId: string;
  readonly courseId: string;
  readonly competency: string;
  readonly level: number;
  readonly purpose: string;
  readonly rank: number;
  readonly reasons: readonly RecommendationReason[];
  readonly status: 'OPEN' | 'ACCEPTED' | 'DISMISSED' | 'REPLACED';
}

export interface Occasion {
  readonly appraisalId: string;
  readonly employeeId: string;
  readonly unitId: string;
}

export const make = (id: string, { appraisalId, employeeId, unitId }: Occasion, advice: Advice): Change<Recommendation> => {
  const said = { appraisalId, employeeId, unitId, ...advice };
  return changed(
    { id, version: 1, ...said, status: 'OPEN' },
    fact(recommendationMade, { recommendationId: id, ...said, reasons: [...advice.reasons] }),
  );
};

const whileOpen = ({ status }: Recommendation) => {
  if (status !== 'OPEN') throw new DomainError('recommendation-settled', { status });
};

export const accept = (recommendation: Recommendation): Change<Recommendation> => {
  whileOpen(recommendation);
  const { id, employeeId, courseId } = recommendation;
  return changed(
    { ...recommendation, status: 'ACCEPTED' },
    fact(recommendationAccepted, { recommendationId: id, employeeId, courseId }),
  );
};

export const dismiss = (recommendation: Recommendation, cause: string): Change<Recommendation> => {
  whileOpen(recommendation);
  const { id, employeeId } = recommendation;
  return changed(
    { ...recommendation, status: 'DISMISSED' },
    fact(recommendationDismissed, { recommendationId: id, employeeId, cause }),
  );
};

/** After a correction of the appraisal only what is still open goes; what the employee decided stays decided. */
export const replace = (recommendation: Recommendation, byAppraisalId: string): Change<Recommendation> => {
  if (recommendation.status !== 'OPEN') return changed(recommendation);
  const { id, employeeId } = recommendation;
  return changed(
    { ...recommendation, status: 'REPLACED' },
    fact(recommendationReplaced, { recommendationId: id, employeeId, byAppraisalId }),
  );
};
