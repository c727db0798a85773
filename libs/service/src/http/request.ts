import type { Span } from '@opentelemetry/api';
import type { Actor } from '@siger/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.js';

/** What a request carries from its first hook to its last. */
export interface Story {
  readonly context: Context;
  readonly span: Span;
}

declare module 'fastify' {
  interface FastifyRequest {
    story?: Story;
    actor?: Actor;
    rawBody?: Buffer;
  }
}

export type Request = FastifyRequest;
export type Reply = FastifyReply;

/** The path without its query, which may name persons. */
export const pathOf = (request: Request): string => request.url.split('?', 1)[0] ?? '/';
/** The pattern of the route: a label with few values. */
export const routeOf = (request: Request): string => request.routeOptions.url ?? 'unmatched';
