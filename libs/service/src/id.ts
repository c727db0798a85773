import { v7 } from 'uuid';

const [DASH, ZERO, NINE, A, F] = [...'-09af'].map((sign) => sign.charCodeAt(0)) as [number, number, number, number, number];
const isDash = (index: number) => index === 8 || index === 13 || index === 18 || index === 23;

/** A UUID v7: sorts by the time it was made. */
export const newId = (): string => v7();
/** As RFC 9562 writes it, in lower case; several of them are judged for each event, so that it is not left to a pattern. */
export const isId = (value: unknown): value is string => {
  if (typeof value !== 'string' || value.length !== 36) return false;
  for (let index = 0; index < 36; index += 1) {
    const code = value.charCodeAt(index);
    const fits = isDash(index) ? code === DASH : (code >= ZERO && code <= NINE) || (code >= A && code <= F);
    if (!fits) return false;
  }
  return true;
};
