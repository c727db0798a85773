import { DomainError } from '@siger/contracts';
import type { FunctionalGrade, PositionKind } from '@siger/contracts';

/** A position of the region's map (peta jabatan). UU 20/2023: only a functional one (JF) has a grade. */
export interface Position {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: PositionKind;
  readonly grade: FunctionalGrade | null;
}

export const create = (position: Position): Position => {
  if ((position.kind === 'JF') !== (position.grade !== null)) throw new DomainError('position-grade');
  return position;
};
