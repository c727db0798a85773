/** Everything in this process that asks for the time hears one that is wrong by `ms`; timers are as they were. */
export const skewClock = (ms: number): void => {
  const Real = Date;
  class Skewed extends Real {
    constructor(...args: [] | [number | string | Date]) {
      if (args.length === 0) super(Real.now() + ms);
      else super(...(args as [number]));
    }
    static override now(): number {
      return Real.now() + ms;
    }
  }
  globalThis.Date = Skewed as DateConstructor;
};
