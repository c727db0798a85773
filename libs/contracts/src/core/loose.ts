/** A body whose shape is not yet known to hold: every field may be anything, or absent. */
export type Loose<T> = { readonly [K in keyof T]?: unknown };

/** Reads a body without trusting it; what is no object has no fields. */
export const loose = <T>(body: unknown): Loose<T> =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
export const looseList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
