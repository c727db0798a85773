import { changed, correctionDecided, correctionRequested, DomainError, fact } from '@siger/contracts';
import type { Change, CorrectionKind, CorrectionStatus } from '@siger/contracts';

/** An employee's own request to have own data corrected. */
export interface Correction {
  readonly id: string;
  readonly version: number;
  readonly employeeId: string;
  readonly kind: CorrectionKind;
  readonly note: string;
  /** Who should rate; for `RATER` only. */
  readonly raterId: string | null;
  readonly from: string | null;
  readonly status: CorrectionStatus;
  readonly requestedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
}

export type NewCorrection = Pick<Correction, 'id' | 'employeeId' | 'kind' | 'note' | 'raterId' | 'from' | 'requestedAt'>;
export interface Decision {
  readonly by: string;
  readonly at: string;
}

export const request = (correction: NewCorrection): Change<Correction> => {
  const { id, employeeId, kind, raterId, from } = correction;
  if ((kind === 'RATER') !== (raterId !== null)) throw new DomainError('correction-rater');
  if (kind !== 'RATER' && from !== null) throw new DomainError('correction-rater');
  if (raterId === employeeId) throw new DomainError('rater-self');
  return changed<Correction>(
    { ...correction, version: 1, status: 'REQUESTED', decidedBy: null, decidedAt: null, reason: null },
    fact(correctionRequested, { correctionId: id, employeeId, kind }),
  );
};

export const approve = (correction: Correction, decision: Decision) => decide(correction, 'APPROVED', decision, null);
export const reject = (correction: Correction, decision: Decision, reason: string) =>
  decide(correction, 'REJECTED', decision, reason);

const decide = (
  correction: Correction,
  status: CorrectionStatus,
  { by, at }: Decision,
  reason: string | null,
): Change<Correction> => {
  if (correction.status !== 'REQUESTED') throw new DomainError('correction-decided');
  const { id, employeeId, kind } = correction;
  return changed(
    { ...correction, status, decidedBy: by, decidedAt: at, reason },
    fact(correctionDecided, { correctionId: id, employeeId, kind, status }),
  );
};
