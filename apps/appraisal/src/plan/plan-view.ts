import type { PlanEditionView, PlanIndicator, PlanResult, PlanView } from '@siger/contracts';
import type { Content, Plan, Realisation, Result } from './plan.js';
import { sourceOf } from './realisation.js';

const resultView = (result: Result, realisations: readonly Realisation[]): PlanResult => {
  const { id, kind, description, parentResultIds, measure } = result;
  const indicators = result.indicators.map((indicator): PlanIndicator => ({
    ...indicator,
    realisations: realisations.filter(({ indicatorId }) => indicatorId === indicator.id).map(sourceOf),
  }));
  return { id, kind, description, parentResultIds, measure, indicators };
};

export const resultViews = ({ results, realisations }: Pick<Plan, 'results' | 'realisations'>): PlanResult[] =>
  results.map((result) => resultView(result, realisations));

/** A plan as it is read, every realisation beside its indicator. */
export const planView = (plan: Plan): PlanView => {
  const { id, version, cycleId, employeeId, raterId, unitId, leadsUnit, approach, state, edition } = plan;
  const { from, until, behaviours, annexes, reason, establishedOn } = plan;
  return {
    ...{ id, version, cycleId, employeeId, raterId, unitId, leadsUnit, approach, state, edition },
    ...{ from, until, annexes, reason, establishedOn },
    behaviours: [...behaviours],
    results: resultViews(plan),
  };
};

export type Edition = Content & Readonly<{ edition: number; establishedOn: string }>;

export const editionView = (edition: Edition, realisations: readonly Realisation[]): PlanEditionView => ({
  edition: edition.edition,
  establishedOn: edition.establishedOn,
  results: resultViews({ results: edition.results, realisations }),
  behaviours: [...edition.behaviours],
  annexes: edition.annexes,
});
