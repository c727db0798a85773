import {
  behaviours as values,
  changed,
  DomainError,
  fact,
  invalid,
  planAgreed,
  planCreated,
  planEstablished,
  planReturned,
  planRevised,
  planSubmitted,
  type BehaviourExpectation,
  type Change,
  type IndexRealisation,
  type IndicatorSource,
  type NewIndicator,
  type NewResult,
  type PlanAnnexes,
  type PlanContent,
} from '@siger/contracts';
import { requireState } from '../state/state.js';

export type Indicator = Readonly<{
  id: string;
  description: string;
  aspect: string | null;
  perspective: string | null;
  target: string;
  source: IndicatorSource | null;
}>;
export type Result = Readonly<{
  id: string;
  kind: string;
  description: string;
  parentResultIds: string[];
  measure: string | null;
  indicators: readonly Indicator[];
}>;
export type Realisation = Readonly<IndexRealisation & { indicatorId: string }>;

/** SKP of PermenPANRB 6/2022: results and behaviour of one employee in one year. */
export type Plan = Readonly<{
  id: string;
  version: number;
  cycleId: string;
  employeeId: string;
  raterId: string | null;
  unitId: string;
  leadsUnit: boolean;
  positionKind: string;
  approach: string;
  state: string;
  edition: number;
  from: string;
  until: string;
  results: readonly Result[];
  behaviours: readonly BehaviourExpectation[];
  annexes: PlanAnnexes;
  realisations: readonly Realisation[];
  reason: string | null;
  establishedOn: string | null;
}>;

/** What a plan takes from its surroundings when it begins. */
export type Origin = Pick<
  Plan,
  'id' | 'cycleId' | 'employeeId' | 'raterId' | 'unitId' | 'leadsUnit' | 'positionKind' | 'approach' | 'from' | 'until'
>;
export type Content = Pick<Plan, 'results' | 'behaviours' | 'annexes'>;

export const indicatorOf = (indicator: NewIndicator, newId: () => string): Indicator => ({
  id: indicator.id ?? newId(),
  description: indicator.description,
  aspect: indicator.aspect ?? null,
  perspective: indicator.perspective ?? null,
  target: indicator.target,
  source: indicator.source ?? null,
});
export const resultOf = (result: NewResult, newId: () => string): Result => ({
  id: result.id ?? newId(),
  kind: result.kind,
  description: result.description,
  parentResultIds: [...new Set(result.parentResultIds ?? [])],
  measure: result.measure ?? null,
  indicators: (result.indicators ?? []).map((indicator) => indicatorOf(indicator, newId)),
});

/** All seven values are part of every plan; what is not said has no special expectation. */
export const contentOf = (content: PlanContent, newId: () => string): Content => {
  const said = new Map((content.behaviours ?? []).map(({ value, expectation }) => [value, expectation]));
  return distinct({
    results: (content.results ?? []).map((result) => resultOf(result, newId)),
    behaviours: values.map((value) => ({ value, expectation: said.get(value) ?? null })),
    annexes: content.annexes ?? { resources: [], accountability: [], consequences: [] },
  });
};

const distinct = <C extends Pick<Plan, 'results'>>(content: C): C => {
  const ids = content.results.flatMap(({ id, indicators }) => [id, ...indicators.map((indicator) => indicator.id)]);
  if (new Set(ids).size !== ids.length) {
    throw invalid({ pointer: '/results', code: 'distinct', detail: 'Every result and indicator has an id of its own.' });
  }
  return content;
};

export const create = (origin: Origin, content: Content): Change<Plan> => {
  const { id, cycleId, employeeId, raterId, unitId, approach } = origin;
  return changed<Plan>(
    { ...origin, ...content, version: 1, state: 'DRAFT', edition: 1, realisations: [], reason: null, establishedOn: null },
    fact(planCreated, { planId: id, cycleId, employeeId, raterId, unitId, approach }),
  );
};

const drafts = ['DRAFT', 'DIKEMBALIKAN', 'REVISI'] as const;
/** A returned plan that is worked on is a draft again. */
const edited = (plan: Plan, content: Partial<Content>): Change<Plan> => {
  requireState(plan.state, ...drafts);
  return changed<Plan>(distinct({ ...plan, ...content, state: plan.state === 'DIKEMBALIKAN' ? 'DRAFT' : plan.state }));
};

export const replaceContent = edited;
export const addResult = (plan: Plan, result: Result) => edited(plan, { results: [...plan.results, result] });
export const addIndicator = (plan: Plan, resultId: string, indicator: Indicator) => {
  if (!plan.results.some(({ id }) => id === resultId)) throw new DomainError('not-found');
  const results = plan.results.map((result) =>
    result.id === resultId ? { ...result, indicators: [...result.indicators, indicator] } : result,
  );
  return edited(plan, { results });
};

const moved = ({ id, cycleId, employeeId, raterId, unitId, edition }: Plan) => ({
  planId: id,
  cycleId,
  employeeId,
  raterId,
  unitId,
  edition,
});

export const submit = (plan: Plan, raterId: string): Change<Plan> => {
  requireState(plan.state, ...drafts);
  const state: Plan = { ...plan, raterId, state: 'DIAJUKAN', reason: null };
  return changed(state, fact(planSubmitted, moved(state)));
};

export const giveBack = (plan: Plan, reason: string): Change<Plan> => {
  requireState(plan.state, 'DIAJUKAN', 'DISEPAKATI');
  return changed<Plan>({ ...plan, state: 'DIKEMBALIKAN', reason }, fact(planReturned, moved(plan)));
};

export const agree = (plan: Plan): Change<Plan> => {
  requireState(plan.state, 'DIAJUKAN');
  return changed<Plan>({ ...plan, state: 'DISEPAKATI' }, fact(planAgreed, moved(plan)));
};

export const establish = (plan: Plan, today: string): Change<Plan> => {
  requireState(plan.state, 'DISEPAKATI');
  const state: Plan = { ...plan, state: 'DITETAPKAN', establishedOn: today };
  const results = plan.results.map(({ id, kind, parentResultIds, indicators }) => ({
    resultId: id,
    kind,
    parentResultIds,
    publicServiceIds: [...new Set(indicators.flatMap(({ source }) => (source ? [source.publicServiceId] : [])))],
  }));
  const { from, until } = plan;
  return changed(state, fact(planEstablished, { ...moved(state), from, until, establishedOn: today, results }));
};

/** From now on the next edition is worked on; the established one stays in force and readable. */
export const revise = (plan: Plan, reason: string): Change<Plan> => {
  requireState(plan.state, 'DITETAPKAN');
  const state: Plan = { ...plan, state: 'REVISI', edition: plan.edition + 1, reason };
  return changed(state, fact(planRevised, moved(state)));
};

/** A plan that was set elsewhere, taken over as it was. */
export const takeOver = (origin: Origin, content: Content, establishedOn: string): Change<Plan> => {
  const created = create(origin, content);
  const established = establish({ ...created.state, state: 'DISEPAKATI' }, establishedOn);
  return changed(established.state, ...created.facts, ...established.facts);
};
