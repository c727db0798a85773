/** The calculators of a service, by injection. */
export const CALCULATORS = Symbol('siger:calculators');
