import { HttpException } from '@nestjs/common';
import { defineErrors, DomainError, refusalOf, type Fault, type Refusal } from '@siger/contracts';
import type { Language } from '../context.js';
import { isError } from '../error.js';
import { isTurnedAway, isUnavailable, sqlState } from '../database/fault.js';

defineErrors({
  'no-rule-in-force': {
    status: 404,
    id: 'Tidak ada aturan {rule} yang berlaku pada {on}.',
    en: 'No rule {rule} was in force on {on}.',
  },
});

/** RFC 9457, with what lets a caller find the story in the logs and every fault at once. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly correlationId: string;
  readonly errors?: readonly Fault[];
}

interface Known extends Omit<Refusal, 'status'> {
  readonly code: string;
  readonly status: number;
  readonly parameters?: DomainError['parameters'];
  readonly faults?: readonly Fault[];
}

const internal: Known = {
  code: 'internal-error',
  status: 500,
  id: 'Terjadi kesalahan pada sistem; laporkan dengan correlationId ini.',
  en: 'Something went wrong here; report it with this correlationId.',
};

const known = (code: string, more: Partial<Known> = {}): Known => {
  const refusal = refusalOf(code);
  return refusal ? { code, ...refusal, ...more } : internal;
};

const byStatus: Readonly<Record<number, string>> = {
  400: 'invalid-parameter',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  412: 'stale-version',
  413: 'body-too-large',
  415: 'unsupported-media-type',
  422: 'invalid-body',
  428: 'version-required',
  429: 'too-many-requests',
  503: 'unavailable',
  504: 'upstream-timeout',
};

const bySqlState: Readonly<Record<string, string>> = {
  '23505': 'already-exists',
  '23503': 'conflict',
  /** U+0000, which JSON can carry and PostgreSQL cannot keep, in a text or in `jsonb`. */
  '22021': 'invalid-parameter',
  '22P05': 'invalid-parameter',
  '22P02': 'invalid-parameter',
  '22007': 'invalid-parameter',
  '22008': 'invalid-parameter',
};

const ofHttp = (status: number, unreadBody: boolean): Known => {
  if (status === 400 && unreadBody) return known('malformed-body');
  if (status >= 500 && !byStatus[status]) return internal;
  return known(byStatus[status] ?? 'invalid-parameter', { status });
};

/** Of an error that the framework or the server made; a fault of the server below 500 is one of the request. */
const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  const isServer = isError(error) && error.name === 'FastifyError' && 'statusCode' in error;
  return isServer && typeof error.statusCode === 'number' ? error.statusCode : undefined;
};

/** What an error means to the caller; whatever is not known is ours, and says nothing of itself. */
export const meaningOf = (error: unknown, unreadBody = false): Known => {
  if (error instanceof DomainError) return known(error.code, { parameters: error.parameters, faults: error.faults });
  const status = statusOf(error);
  if (status !== undefined) return ofHttp(status, unreadBody);
  if (isError(error) && error.name === 'EntityNotFoundError') return known('not-found');
  if (isUnavailable(error) || isTurnedAway(error)) return known('unavailable');
  const code = bySqlState[sqlState(error)];
  return code ? known(code) : internal;
};

const fill = (text: string, parameters: DomainError['parameters'] = {}) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));

interface Occasion {
  readonly language: Language;
  readonly path: string;
  readonly correlationId: string;
}

export const problemOf = (meaning: Known, { language, path, correlationId }: Occasion): Problem => {
  const title = fill(meaning[language], meaning.parameters);
  const faults = meaning.faults ?? [];
  return {
    type: `urn:siger:problem:${meaning.code}`,
    title,
    status: meaning.status,
    detail: faults.length > 0 ? faults.map(({ pointer, detail }) => `${pointer || '/'}: ${detail}`).join('; ') : title,
    instance: path,
    correlationId,
    ...(faults.length > 0 ? { errors: faults } : {}),
  };
};
