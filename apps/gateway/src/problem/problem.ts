import { refusalOf } from '@siger/contracts';
import type { Language } from '@siger/service/edge';
import type { FastifyReply } from 'fastify';

export interface Occasion {
  readonly language: Language;
  readonly correlationId: string;
  readonly path: string;
}

/** Ours, and unexpected: says nothing of itself. */
const internal = {
  status: 500,
  id: 'Terjadi kesalahan pada sistem; laporkan dengan correlationId ini.',
  en: 'Something went wrong here; report it with this correlationId.',
};

/** RFC 9457 problem details, in the form that the services use. */
export const problemOf = (code: string, { language, correlationId, path }: Occasion) => {
  const { status, [language]: title } = refusalOf(code) ?? internal;
  return { type: `urn:siger:problem:${code}`, title, status, detail: title, instance: path, correlationId };
};

/** Sets status and headers; answers the text of the body. `retryAfter` in seconds. */
export const prepareProblem = (reply: FastifyReply, code: string, occasion: Occasion, retryAfter?: number): string => {
  const problem = problemOf(code, occasion);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="siger"');
  if (retryAfter !== undefined) void reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfter))));
  void reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store');
  return JSON.stringify(problem);
};
