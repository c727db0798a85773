import type { signalKinds } from '@siger/contracts';

export interface Level {
  readonly competency: string;
  readonly level: number;
}

/** What points at a competency: a BerAKHLAK value, an SKM element, a work result. Data, not law: an agency may add its own. */
export interface Signal {
  readonly kind: (typeof signalKinds)[number];
  readonly signal: string;
  readonly competency: string;
}

export const HIGHEST = 5;

export const levelsByCode = (levels: readonly Level[]) => new Map(levels.map(({ competency, level }) => [competency, level]));
