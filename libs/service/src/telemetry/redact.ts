import { codeOf, isError } from '../error.js';

const PERSONAL = /^(nip|nik|name|full_?name|.*_?names?|e_?mail|phone|telephone|mobile|address)$/i;
const SECRET = /(authorization|password|secret|token|cookie|api_?key)/i;
const HIDDEN = '[redacted]';
const DEPTH = 8;

/** Names of things, not of people: they stay readable in a log. */
const HARMLESS = new Set(['hostname', 'tablename', 'eventname', 'classname', 'filename', 'typename', 'topicname']);

const isSecret = (key: string) => SECRET.test(key) || (PERSONAL.test(key) && !HARMLESS.has(key.toLowerCase()));

/** A NIP has 18 digits, a NIK 16; a database error quotes the value that it refused. */
const NUMBER = /(?<!\d)(?:\d{18}|\d{16}|\d{8} \d{6} \d \d{3})(?!\d)/g;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const BEARER = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** Most texts hold none of the three: one look is cheaper than three replacements. */
const SUSPECT = /\d{8}|@|eyJ/;

/** Takes numbers of people, e-mail addresses and tokens out of free text. */
export const scrub = (text: string) =>
  SUSPECT.test(text) ? text.replace(NUMBER, HIDDEN).replace(EMAIL, HIDDEN).replace(BEARER, HIDDEN) : text;

/** A copy of what is logged in which no personal field and no secret is left, at whatever depth. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return scrub(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= DEPTH) return '[deep]';
  if (Array.isArray(value)) return value.slice(0, 100).map((inner) => redact(inner, depth + 1));
  if (isError(value)) return describe(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isSecret(key) ? HIDDEN : redact(inner, depth + 1)]),
  );
};

/** Of an error only what helps to find it: a database error also carries the parameters of its statement. */
export const describe = (error: Error): Record<string, unknown> => ({
  type: error.constructor.name,
  message: scrub(error.message),
  ...(codeOf(error) ? { code: codeOf(error) } : {}),
  stack: scrub(error.stack ?? ''),
  ...(isError(error.cause) ? { cause: describe(error.cause) } : {}),
});
