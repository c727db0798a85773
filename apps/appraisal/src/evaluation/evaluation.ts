import {
  appraisalCompleted,
  appraisalHandedOver,
  appraisalOpened,
  appraisalRated,
  appraisalSelfAssessed,
  appraisalSigned,
  changed,
  fact,
  invalid,
  type AppraisalCompleted,
  type Change,
  type FunctionalGrade,
  type Predicate,
  type Rate,
  type RateBehaviour,
  type RateResult,
  type Rating,
  type SelfAssess,
  type SelfAssessedResult,
} from '@siger/contracts';
import type { Realisation } from '../plan/plan.js';
import { requireState } from '../state/state.js';

/** The evaluation of one edition of a plan for one period. */
export type Evaluation = Readonly<{
  id: string;
  version: number;
  planId: string;
  planEdition: number;
  cycleId: string;
  employeeId: string;
  raterId: string;
  unitId: string;
  period: string;
  periodKind: string;
  from: string;
  until: string;
  state: string;
  leadsUnit: boolean;
  grade: FunctionalGrade | null;
  selfAssessment: readonly SelfAssessedResult[];
  summary: string | null;
  results: readonly RateResult[];
  behaviours: readonly RateBehaviour[];
  workResult: Rating | null;
  behaviour: Rating | null;
  predicate: Predicate | null;
  ruleSetId: string | null;
  organisationRatingId: string | null;
  /** What had arrived by itself when it was handed over; null before. */
  realisations: readonly Realisation[] | null;
  remark: string | null;
  handedOverOn: string | null;
  signedOn: string | null;
  finalisedOn: string | null;
  supersedes: string | null;
  supersededBy: string | null;
}>;

export type Occasion = Pick<
  Evaluation,
  | 'id'
  | 'planId'
  | 'planEdition'
  | 'cycleId'
  | 'employeeId'
  | 'raterId'
  | 'unitId'
  | 'period'
  | 'periodKind'
  | 'from'
  | 'until'
  | 'leadsUnit'
  | 'grade'
>;
/** What the rule in force made of the two overall ratings. */
export type Judgement = Readonly<{
  workResult: Rating;
  behaviour: Rating;
  predicate: Predicate;
  ruleSetId: string;
  organisationRatingId: string | null;
}>;

const moved = ({ id, cycleId, planId, employeeId, raterId, unitId, period }: Evaluation) => ({
  appraisalId: id,
  cycleId,
  planId,
  employeeId,
  raterId,
  unitId,
  period,
});

export const blank = (occasion: Occasion): Evaluation => ({
  ...occasion,
  version: 1,
  state: 'DIBUKA',
  selfAssessment: [],
  summary: null,
  results: [],
  behaviours: [],
  workResult: null,
  behaviour: null,
  predicate: null,
  ruleSetId: null,
  organisationRatingId: null,
  realisations: null,
  remark: null,
  handedOverOn: null,
  signedOn: null,
  finalisedOn: null,
  supersedes: null,
  supersededBy: null,
});

export const open = (occasion: Occasion): Change<Evaluation> => {
  const state = blank(occasion);
  return changed(state, fact(appraisalOpened, moved(state)));
};

/** Each result of the plan once, and no other. */
const requireEach = (resultIds: readonly string[], given: readonly { resultId: string }[]) => {
  const named = given.map(({ resultId }) => resultId);
  const complete =
    named.length === resultIds.length && new Set(named).size === named.length && resultIds.every((id) => named.includes(id));
  if (!complete) throw invalid({ pointer: '/results', code: 'every-result', detail: 'Name every result of the plan once.' });
};

export const selfAssess = (
  evaluation: Evaluation,
  { results, summary }: SelfAssess,
  resultIds: readonly string[],
): Change<Evaluation> => {
  requireState(evaluation.state, 'DIBUKA', 'DINILAI_SENDIRI');
  requireEach(resultIds, results);
  const state: Evaluation = { ...evaluation, selfAssessment: results, summary: summary ?? null, state: 'DINILAI_SENDIRI' };
  return changed(state, fact(appraisalSelfAssessed, moved(state)));
};

export type Assessment = Readonly<{ rate: Pick<Rate, 'results' | 'behaviours'>; judgement: Judgement; raterId: string }>;

const checkRate = ({ results, behaviours }: Assessment['rate'], resultIds: readonly string[]) => {
  requireEach(resultIds, results);
  if (new Set(behaviours.map(({ value }) => value)).size !== behaviours.length) {
    throw invalid({ pointer: '/behaviours', code: 'distinct', detail: 'Name a value once.' });
  }
};

export const rate = (
  evaluation: Evaluation,
  { rate, judgement, raterId }: Assessment,
  resultIds: readonly string[],
): Change<Evaluation> => {
  requireState(evaluation.state, 'DINILAI_SENDIRI', 'DINILAI');
  checkRate(rate, resultIds);
  const { results, behaviours } = rate;
  const state: Evaluation = { ...evaluation, results, behaviours, ...judgement, raterId, state: 'DINILAI' };
  return changed(state, fact(appraisalRated, moved(state)));
};

/** From here on what had arrived by itself stands as it is. */
export const handOver = (evaluation: Evaluation, realisations: readonly Realisation[], today: string): Change<Evaluation> => {
  requireState(evaluation.state, 'DINILAI');
  const state: Evaluation = { ...evaluation, realisations, state: 'DISERAHKAN', handedOverOn: today };
  return changed(state, fact(appraisalHandedOver, moved(state)));
};

export const sign = (evaluation: Evaluation, remark: string | null, today: string): Change<Evaluation> => {
  requireState(evaluation.state, 'DISERAHKAN');
  const state: Evaluation = { ...evaluation, remark, state: 'DITANDATANGANI', signedOn: today };
  return changed(state, fact(appraisalSigned, moved(state)));
};

const servicesOf = (realisations: readonly Realisation[]) => {
  const latest = new Map(realisations.map((realisation) => [realisation.publicServiceId, realisation]));
  return [...latest.values()].map(({ publicServiceId, value, lowest }) => ({ publicServiceId, index: value, lowest }));
};

/** Called once the evaluation is rated: the judgement stands. */
const completed = (evaluation: Evaluation, judgement: Omit<Judgement, 'organisationRatingId'>): AppraisalCompleted => ({
  appraisalId: evaluation.id,
  cycleId: evaluation.cycleId,
  planId: evaluation.planId,
  employeeId: evaluation.employeeId,
  raterId: evaluation.raterId,
  unitId: evaluation.unitId,
  periodEnd: evaluation.until,
  workResult: judgement.workResult,
  behaviour: judgement.behaviour,
  predicate: judgement.predicate,
  ruleSetId: judgement.ruleSetId,
  results: evaluation.results.map(({ resultId, rating }) => ({ resultId, rating })),
  behaviours: evaluation.behaviours.map(({ value, rating }) => ({ value, rating })),
  services: servicesOf(evaluation.realisations ?? []),
  supersedes: evaluation.supersedes,
  periodKind: evaluation.periodKind,
  periodStart: evaluation.from,
});

const finished = (evaluation: Evaluation, today: string): Change<Evaluation> => {
  const { workResult, behaviour, predicate, ruleSetId } = evaluation;
  if (workResult === null || behaviour === null || predicate === null || ruleSetId === null) {
    throw new Error(`Evaluation ${evaluation.id} has no judgement.`);
  }
  const state: Evaluation = { ...evaluation, state: 'SELESAI', finalisedOn: today };
  return changed(state, fact(appraisalCompleted, completed(state, { workResult, behaviour, predicate, ruleSetId })));
};

export const finalise = (evaluation: Evaluation, today: string): Change<Evaluation> => {
  requireState(evaluation.state, 'DITANDATANGANI');
  return finished(evaluation, today);
};

type Past = Assessment & Readonly<{ realisations: readonly Realisation[]; finalisedOn: string }>;
/** A finalised evaluation of the past, taken over as it was. */
export const takeOver = (occasion: Occasion, past: Past, resultIds: readonly string[]): Change<Evaluation> => {
  checkRate(past.rate, resultIds);
  const { results, behaviours } = past.rate;
  const { raterId, realisations, finalisedOn, judgement } = past;
  const steps = { handedOverOn: finalisedOn, signedOn: finalisedOn };
  return finished({ ...blank(occasion), results, behaviours, ...judgement, raterId, realisations, ...steps }, finalisedOn);
};

/** After an objection: what counts is a new evaluation; the old one stays as it was and names it. */
export const correct = (evaluation: Evaluation, id: string, judgement: Judgement, today: string): Change<Evaluation> => {
  requireState(evaluation.state, 'SELESAI');
  return finished({ ...evaluation, ...judgement, id, version: 1, supersedes: evaluation.id, supersededBy: null }, today);
};
export const supersede = (evaluation: Evaluation, id: string): Change<Evaluation> =>
  changed<Evaluation>({ ...evaluation, supersededBy: id });
