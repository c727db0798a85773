import type { Shape } from '@siger/contracts';

export interface Facts {
  /** Today in Asia/Jakarta. */
  readonly today: string;
  /** National holidays and joint leave, `YYYY-MM-DD`. */
  readonly holidays: ReadonlySet<string>;
}

/** An official rule that anyone may try; the real flow calls the same function. */
export interface Calculator<I extends object = object> {
  readonly rule: string;
  readonly input: Shape<I>;
  /** `parameters` are those of the rule set in force. Refuses what the shape cannot say with `invalid(...)`. */
  evaluate(input: I, parameters: unknown, facts: Facts): unknown;
}
