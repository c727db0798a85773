import type { EvaluatedBehaviour, EvaluatedResult, EvaluationSummary, EvaluationView } from '@siger/contracts';
import type { Content, Realisation, Result } from '../plan/plan.js';
import { realisationIn, sourceOf } from '../plan/realisation.js';
import type { Evaluation } from './evaluation.js';

/** What an evaluation is read with: the edition of the plan, and what has arrived by itself. */
export type Reading = Readonly<{
  content: Pick<Content, 'results' | 'behaviours'>;
  realisations: readonly Realisation[];
  /** false: the employee does not see the ratings yet */
  ratings: boolean;
}>;

const resultView = (evaluation: Evaluation, result: Result, { realisations, ratings }: Reading): EvaluatedResult => {
  const said = evaluation.selfAssessment.find(({ resultId }) => resultId === result.id);
  const rated = ratings ? evaluation.results.find(({ resultId }) => resultId === result.id) : undefined;
  const { id: resultId, kind, description } = result;
  return {
    ...{ resultId, kind, description },
    indicators: result.indicators.map((indicator) => {
      const arrived = realisationIn(realisations, indicator.id, evaluation);
      return {
        indicatorId: indicator.id,
        description: indicator.description,
        aspect: indicator.aspect,
        perspective: indicator.perspective,
        target: indicator.target,
        realisation: arrived && sourceOf(arrived),
      };
    }),
    realisation: said?.realisation ?? null,
    evidence: said?.evidence ?? [],
    rating: rated?.rating ?? null,
    feedback: rated?.feedback ?? null,
  };
};

const behaviourView = (evaluation: Evaluation, { content, ratings }: Reading): EvaluatedBehaviour[] =>
  content.behaviours.map(({ value, expectation }) => {
    const rated = ratings ? evaluation.behaviours.find((candidate) => candidate.value === value) : undefined;
    return { value, expectation, rating: rated?.rating ?? null, feedback: rated?.feedback ?? null };
  });

const hidden = { workResult: null, behaviour: null, predicate: null, ruleSetId: null, organisationRatingId: null };
const judgementOf = ({ workResult, behaviour, predicate, ruleSetId, organisationRatingId }: Evaluation) => ({
  ...{ workResult, behaviour, predicate, ruleSetId, organisationRatingId },
});

/** Realisations are those of the hand-over once there was one. */
export const evaluationView = (evaluation: Evaluation, reading: Reading): EvaluationView => {
  const { id, version, planId, planEdition, cycleId, employeeId, raterId, unitId, period, periodKind, from, until } = evaluation;
  const { state, leadsUnit, grade, summary, remark, handedOverOn, signedOn, finalisedOn, supersedes, supersededBy } = evaluation;
  const frozen: Reading = { ...reading, realisations: evaluation.realisations ?? reading.realisations };
  return {
    ...{ id, version, planId, planEdition, cycleId, employeeId, raterId, unitId, period, periodKind, from, until },
    ...{ state, leadsUnit, grade, summary, remark, handedOverOn, signedOn, finalisedOn, supersedes, supersededBy },
    ...(reading.ratings ? judgementOf(evaluation) : hidden),
    results: reading.content.results.map((result) => resultView(evaluation, result, frozen)),
    behaviours: behaviourView(evaluation, reading),
  };
};

export const evaluationSummary = (evaluation: Evaluation, ratings: boolean): EvaluationSummary => {
  const { id, version, planId, cycleId, employeeId, raterId, unitId, period, until, state, predicate } = evaluation;
  return {
    ...{ id, version, planId, cycleId, employeeId, raterId, unitId, period, until, state },
    predicate: ratings ? predicate : null,
  };
};
