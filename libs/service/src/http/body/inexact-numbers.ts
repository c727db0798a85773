import type { Fault } from '@siger/contracts';
import type { Language } from '../../context.js';
import { faultText } from './fault-text.js';

/** Strings, numbers and the marks between them; what stands between two of these does not matter here. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?[0-9][0-9.eE+-]*|[{}[\],:]/g;
/** Fewer digits are always kept, unless an exponent says otherwise: most documents need no second look. */
const SUSPECT = /[0-9][0-9.]{15,}|[0-9][eE]/;

/** The same for the same value: its digits without the zeros around them, and the power of ten of the last one. */
const decimalOf = (text: string): string => {
  const [mantissa = '', exponent = '0'] = text.replace(/^-/, '').toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  return kept ? `${kept}e${String(Number(exponent) - fraction.length + digits.length - kept.length)}` : '0';
};

/** Whether JavaScript's number still says what was written: `0.1` does, `89.9999999999999999` would be 90. */
export const isExact = (text: string): boolean => {
  if (text.length <= 15 && !/e/i.test(text)) return true;
  const value = Number(text);
  return Number.isFinite(value) && decimalOf(text) === decimalOf(String(value));
};

const escape = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * Numbers that would lose digits before anyone sees them, each with its JSON pointer. An official score is never rounded
 * on the way in, to a better predicate least of all. `text` is JSON that has been parsed.
 */
export const inexactNumbers = (text: string, language: Language): Fault[] => {
  if (!SUSPECT.test(text)) return [];
  const faults: Fault[] = [];
  const path: (string | number)[] = [];
  let latest = '';
  for (const [token] of text.matchAll(TOKENS)) {
    const at = path.length - 1;
    const place = path[at];
    if (token === '{') path.push('');
    else if (token === '[') path.push(0);
    else if (token === '}' || token === ']') path.pop();
    else if (token === ',') path[at] = typeof place === 'number' ? place + 1 : '';
    else if (token === ':') path[at] = JSON.parse(latest) as string;
    else if (token.startsWith('"')) latest = token;
    else if (!isExact(token)) {
      const pointer = path.map((part) => `/${escape(String(part))}`).join('');
      faults.push({ pointer, ...faultText('inexact', [], language, token) });
    }
  }
  return faults;
};
