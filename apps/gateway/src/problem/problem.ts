import { DomainError } from '@siger/contracts';
import { meaningOf, problemOf, type Language } from '@siger/service/edge';
import type { FastifyReply } from 'fastify';

export interface Occasion {
  readonly language: Language;
  readonly correlationId: string;
  readonly path: string;
}

/** Sets status and headers of RFC 9457 problem details; answers the text of the body. `retryAfter` in seconds. */
export const prepareProblem = (reply: FastifyReply, code: string, occasion: Occasion, retryAfter?: number): string => {
  const problem = problemOf(meaningOf(new DomainError(code)), occasion);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="siger"');
  if (retryAfter !== undefined) void reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfter))));
  void reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store');
  return JSON.stringify(problem);
};
