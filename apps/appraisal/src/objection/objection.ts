import {
  changed,
  DomainError,
  fact,
  invalid,
  objectionDecided,
  objectionExamined,
  objectionFiled,
  type Change,
  type DecideObjection,
} from '@siger/contracts';
import type { Evaluation } from '../evaluation/evaluation.js';
import { requireState } from '../state/state.js';

/** Keberatan (PP 30/2019 art. 59), decided for good by the superior of the rater. */
export type Objection = Readonly<{
  id: string;
  version: number;
  evaluationId: string;
  employeeId: string;
  raterId: string;
  unitId: string;
  state: string;
  reason: string;
  filedOn: string;
  lastDay: string;
  ruleSetId: string;
  consideration: string | null;
  decidedOn: string | null;
  correctedBy: string | null;
}>;

export type Window = Readonly<{ accepted: boolean; lastDay: string; ruleSetId: string }>;
export type Filing = Readonly<{ reason: string; today: string; window: Window }>;

/** Only what counts for the year, and has not been corrected already, can be objected to. */
export const requireObjectable = ({ state, periodKind, supersedes, supersededBy }: Evaluation) => {
  if (state !== 'SELESAI' || periodKind !== 'TAHUNAN') throw new DomainError('objection-annual-only');
  if (supersedes !== null || supersededBy !== null) throw new DomainError('objection-exists');
};

const about = ({ id, evaluationId, employeeId, unitId }: Objection) => ({
  objectionId: id,
  appraisalId: evaluationId,
  employeeId,
  unitId,
});

export const file = (id: string, evaluation: Evaluation, { reason, today, window }: Filing): Change<Objection> => {
  requireObjectable(evaluation);
  if (!window.accepted) throw new DomainError('objection-late', { lastDay: window.lastDay });
  const { employeeId, raterId, unitId } = evaluation;
  const state: Objection = {
    ...{ id, version: 1, evaluationId: evaluation.id, employeeId, raterId, unitId, state: 'DIAJUKAN' },
    ...{ reason, filedOn: today, lastDay: window.lastDay, ruleSetId: window.ruleSetId },
    ...{ consideration: null, decidedOn: null, correctedBy: null },
  };
  return changed(state, fact(objectionFiled, { ...about(state), filedOn: today }));
};

export const examine = (objection: Objection): Change<Objection> => {
  requireState(objection.state, 'DIAJUKAN');
  return changed<Objection>({ ...objection, state: 'DIPERIKSA' }, fact(objectionExamined, about(objection)));
};

/** A change names at least one new rating; a refusal names none. */
export const checkDecision = ({ outcome, workResult, behaviour }: DecideObjection) => {
  const names = workResult !== undefined || behaviour !== undefined;
  if (names !== (outcome === 'DITERIMA_DIUBAH')) {
    throw invalid({ pointer: '/outcome', code: 'ratings', detail: 'DITERIMA_DIUBAH names a new rating, DITOLAK none.' });
  }
};

export type Decision = Readonly<{ decision: DecideObjection; correctedBy: string | null; today: string }>;

export const decide = (objection: Objection, { decision, correctedBy, today }: Decision): Change<Objection> => {
  requireState(objection.state, 'DIPERIKSA');
  checkDecision(decision);
  const { outcome, consideration } = decision;
  return changed<Objection>(
    { ...objection, state: outcome, consideration, correctedBy, decidedOn: today },
    fact(objectionDecided, { ...about(objection), outcome, correctedBy, decidedOn: today }),
  );
};
