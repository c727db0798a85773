import { DomainError } from '@siger/contracts';
import type { Indicator, Plan, Result } from './plan.js';

/** What stands above the results of a plan. */
export type Cascade = Readonly<{
  /** results of the plans of the rater in the same year */
  leaderResultIds: ReadonlySet<string>;
  /** results from which the parents themselves descend, all the way up */
  ancestorIds: ReadonlySet<string>;
}>;

/** Parents among which a cascade is looked up. */
export const parentsOf = (plan: Pick<Plan, 'results'>): string[] => [
  ...new Set(plan.results.flatMap((result) => result.parentResultIds)),
];

/** rules.md 1.3: aspek for everyone but JPT; perspektif for JPT, and allowed for heads of units. */
const checkIndicator = (plan: Plan, indicator: Indicator) => {
  const indicatorId = indicator.id;
  const seniorExecutive = plan.positionKind === 'JPT';
  if (indicator.perspective !== null && !seniorExecutive && !plan.leadsUnit) {
    throw new DomainError('perspective-not-allowed', { indicatorId });
  }
  if (seniorExecutive && indicator.perspective === null) throw new DomainError('indicator-without-perspective', { indicatorId });
  if (indicator.aspect === null && indicator.perspective === null) {
    throw new DomainError('indicator-without-aspect', { indicatorId });
  }
};

const checkMeasure = (plan: Plan, result: Result) => {
  const resultId = result.id;
  if (plan.approach === 'KUALITATIF') {
    if (result.measure === null && result.indicators.length === 0) throw new DomainError('result-without-measure', { resultId });
    return;
  }
  if (result.indicators.length === 0) throw new DomainError('result-without-indicator', { resultId });
  for (const indicator of result.indicators) checkIndicator(plan, indicator);
};

/** rules.md 1.4: a main result works towards the leader's, unless its owner leads the unit; nothing works towards itself. */
const checkParents = (plan: Plan, result: Result, cascade: Cascade) => {
  if (result.kind === 'UTAMA' && !plan.leadsUnit && result.parentResultIds.length === 0) {
    throw new DomainError('result-without-parent', { resultId: result.id });
  }
  if (cascade.ancestorIds.has(result.id) || result.parentResultIds.includes(result.id)) throw new DomainError('cascade-loops');
  const foreign = result.parentResultIds.find((id) => !cascade.leaderResultIds.has(id));
  if (foreign !== undefined) throw new DomainError('parent-not-of-leader', { resultId: foreign });
};

/** Whether the plan can be handed in: complete for its approach, and in its place in the cascade. */
export const checkComplete = (plan: Plan, cascade: Cascade) => {
  if (plan.results.length === 0) throw new DomainError('plan-without-results');
  for (const result of plan.results) {
    checkMeasure(plan, result);
    checkParents(plan, result, cascade);
  }
};
