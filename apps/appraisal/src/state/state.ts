import { DomainError } from '@siger/contracts';

/** Refuses what the present state does not allow. */
export const requireState = (current: string, ...allowed: readonly string[]) => {
  if (!allowed.includes(current)) throw new DomainError('wrong-state', { state: current });
};
