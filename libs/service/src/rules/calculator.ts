import type { Fault, Shape } from '@siger/contracts';

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
  /**
   * What the shape cannot say. Reads a body that need not have its shape, so that every fault of both kinds comes at once.
   * `detail` is in English; an Indonesian reader is told by the fault's code.
   */
  faults?(body: unknown, parameters: unknown): readonly Fault[];
  /** `parameters` are those of the rule set in force; the input has its shape and no faults. */
  evaluate(input: I, parameters: unknown, facts: Facts): unknown;
}
