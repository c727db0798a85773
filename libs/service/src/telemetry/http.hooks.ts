import { SpanKind } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import { runInContext } from '../context.js';
import { languageOf } from '../http/language.js';
import { routeOf, type Request, type Story } from '../http/request.js';
import { isId, newId } from '../id.js';
import { logger } from './logger.js';
import { httpRequestSeconds } from './metrics.js';
import { startSpan, traceparentOf, withSpan } from './tracing.js';

const log = logger('http');
const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

/** The caller's correlation id where it is a UUID, and its trace as the parent. */
const begin = (request: Request): Story => {
  const given = one(request.headers['x-correlation-id'])?.toLowerCase();
  const span = startSpan(request.method, SpanKind.SERVER, one(request.headers['traceparent']));
  return {
    span,
    context: {
      correlationId: isId(given) ? given : newId(),
      traceparent: traceparentOf(span),
      language: languageOf(request.headers['accept-language']),
    },
  };
};

/** The parser of the body leaves the asynchronous context of the first hook, so it is entered again behind it. */
const enter = (request: Request, done: () => void) => {
  const { story } = request;
  if (!story) return done();
  runInContext(story.context, () => withSpan(story.span, done));
};

const quiet = (route: string) => route.startsWith('/health') || route === '/metrics';

const finish = (request: Request, status: number, seconds: number) => {
  const route = routeOf(request);
  httpRequestSeconds.observe({ method: request.method, route, status }, seconds);
  const { story } = request;
  if (!story) return;
  story.span.updateName(`${request.method} ${route}`);
  story.span.setAttributes({
    'http.request.method': request.method,
    'http.route': route,
    'http.response.status_code': status,
    'siger.correlation_id': story.context.correlationId,
  });
  story.span.end();
  const line = { method: request.method, route, status, ms: Math.round(seconds * 10_000) / 10 };
  runInContext(story.context, () => log[quiet(route) ? 'debug' : 'info'](line, 'answered'));
};

/** One story per request: correlation id, trace, language; its time counted and its end logged. */
export const tellEveryRequest = (server: FastifyInstance) => {
  server.addHook('onRequest', (request, reply, done) => {
    request.story = begin(request);
    void reply.header('x-correlation-id', request.story.context.correlationId);
    enter(request, done);
  });
  server.addHook('preValidation', (request, _reply, done) => enter(request, done));
  server.addHook('onResponse', (request, reply, done) => {
    finish(request, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
};
