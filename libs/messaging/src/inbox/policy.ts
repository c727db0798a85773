import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '@siger/contracts';
import { isUnavailable, sqlState } from '@siger/service';
import { TransientError } from '../errors.js';

const CONFLICTS = new Set(['40001', '40P01']);
const CONFLICT_TRIES = 5;
const CONFLICT_JITTER_MS = 40;

/** Milliseconds before the first tries again: most of what fails once does not fail twice. */
export const SOON_MS = [50, 250, 1_000] as const;
/** Failures until an event is dead: the first, three soon after it, and the others within three and a half hours. */
export const TRIES = 15;
const LATER_S = 10;
const LATEST_S = 3_600;

/** Seconds until the next try of an event that has failed `attempts` times. */
export const retryWait = (attempts: number): number => {
  const soon = SOON_MS[attempts - 1];
  return soon ? soon / 1_000 : Math.min(LATER_S * 2 ** (attempts - SOON_MS.length - 1), LATEST_S);
};

/** A timer ends up to a millisecond early by its own clock, and a look that comes before its event is due has to wait for the next one. */
const EARLY_MS = 2;
/** Milliseconds until an event that is due in so many seconds can be looked for. */
export const lookIn = (seconds: number): number => seconds * 1_000 + EARLY_MS;

/** A statement that takes too long may be the fault of its event, which must not hold up its partition for ever. */
const TOO_SLOW = '57014';
/** A password or a database that is gone while the service runs. */
const TURNED_AWAY = /^(28...|3D000)$/;

/** Not the event's fault: it waits as long as it takes. */
export const isTransient = (error: unknown): boolean => {
  if (error instanceof TransientError) return true;
  const state = sqlState(error);
  return state !== TOO_SLOW && (isUnavailable(error) || TURNED_AWAY.test(state));
};

/** Transactions that got into each other's way are simply repeated. */
export const repeatingConflicts = async <T>(transact: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transact();
    } catch (error) {
      if (!CONFLICTS.has(sqlState(error)) || tries >= CONFLICT_TRIES) throw error;
      await sleep(Math.random() * CONFLICT_JITTER_MS);
    }
  }
};

/** What may be kept of an error: a database quotes the values that it refuses, so of its words only the code stays. It keeps no NUL. */
export const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const state = sqlState(error);
  if (state) return `${error.name} ${state}`;
  return error instanceof DomainError
    ? `${error.name} ${error.code}`
    : `${error.name}: ${error.message}`.slice(0, 300).replaceAll('\0', '\uFFFD');
};

const PROGRAM_FAULTS = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'EvalError', 'URIError']);
/** A table that is missing, a right that was not given, a value that does not fit: the statement, or what it was made for, is wrong. */
const WRONG_STATEMENT = /^(22|23|42)[0-9A-Z]{3}$/;
/** Errors that a restart of a client does not cure, because the code or the schema is wrong. */
export const isProgramFault = (error: unknown): boolean =>
  error instanceof Error &&
  (PROGRAM_FAULTS.has(error.name) || WRONG_STATEMENT.test(sqlState(error)) || isProgramFault(error.cause));
