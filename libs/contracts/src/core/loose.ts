import type { Fault } from './error.js';

/** A body whose shape is not yet known to hold: every field may be anything, or absent. */
export type Loose<T> = { readonly [K in keyof T]?: unknown };

/** Reads a body without trusting it; what is no object has no fields. */
export const loose = <T>(body: unknown): Loose<T> =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
export const looseList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Faults unless exactly one of the fields is there: at each that is too many, or at each that could be given. */
export const exactlyOne = (body: Readonly<Record<string, unknown>>, ...names: string[]): Fault[] => {
  const given = names.filter((name) => body[name] !== undefined);
  if (given.length === 1) return [];
  return (given.length > 0 ? given : names).map((name) => ({
    pointer: `/${name}`,
    code: given.length > 0 ? 'unexpected' : 'required',
    detail: `exactly one of ${names.join(', ')}`,
  }));
};
