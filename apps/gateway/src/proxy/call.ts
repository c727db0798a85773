import type { Span } from '@opentelemetry/api';
import { isId, languageOf } from '@siger/service/edge';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Route } from '../route/routes.js';
import { prepareProblem, type Occasion } from '../problem/problem.js';

/** What one request carries through the gateway. */
export interface Call extends Occasion {
  route: Route | null;
  /** Where a collector of traces is named: the time that the request spent here. */
  span: Span | null;
  /** Set when a body turned out too long while it was passed on. */
  tooLarge: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    call: Call | null;
  }
}

const pathOf = (url: string) => {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
};

const begin = (request: FastifyRequest): Call => {
  const given = request.headers['x-correlation-id'];
  return {
    correlationId: isId(given) ? given : randomUUID(),
    language: languageOf(request.headers['accept-language']),
    path: pathOf(request.url),
    route: null,
    span: null,
    tooLarge: false,
  };
};

/** The call of a request; begun at its first use. */
export const callOf = (request: FastifyRequest): Call => (request.call ??= begin(request));

export const refuse = (request: FastifyRequest, reply: FastifyReply, code: string, retryAfter?: number) =>
  reply.send(prepareProblem(reply, code, callOf(request), retryAfter));
