import rateLimit from '@fastify/rate-limit';
import { SpanKind } from '@opentelemetry/api';
import { httpRequestSeconds, logger, startSpan, traceparentOf, type Tokens } from '@siger/service/edge';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { GatewayConfig } from '../config.js';
import { limiter } from '../limit/limits.js';
import { admission } from './admission.js';
import { isSmall, limited, whole } from './body-limit.js';
import { callOf, refuse, type Call } from './call.js';
import { exchange, type Ending } from './exchange.js';
import { upstreamHeaders, validTraceparent } from './headers.js';
import { refuseUnread } from './unread.js';
import { upstreamDoors, type UpstreamDoor } from './upstream.js';

const log = logger('proxy');
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const LATE = 'UND_ERR_HEADERS_TIMEOUT';

interface Dependencies {
  readonly config: GatewayConfig;
  readonly tokens: Pick<Tokens, 'actor'>;
}

/** The parent of what the service traces: our span where we trace ourselves, else what the caller sent. */
const traceOf = (request: FastifyRequest, call: Call, traced: boolean) => {
  const given = validTraceparent(request.headers['traceparent']);
  if (!traced) return given;
  call.span = startSpan(`${request.method} ${call.route?.label ?? ''}`, SpanKind.SERVER, given);
  return traceparentOf(call.span);
};

const headersFor = (request: FastifyRequest, call: Call, { body, traced }: { body: boolean; traced: boolean }) =>
  upstreamHeaders(
    request.headers,
    {
      address: request.ip,
      protocol: request.protocol,
      host: request.host,
      correlationId: call.correlationId,
      traceparent: traceOf(request, call, traced),
    },
    { body, cookies: call.route?.service === 'identity' },
  );

const endingOf = (
  request: FastifyRequest,
  reply: FastifyReply,
  call: Call,
  { breaker }: UpstreamDoor,
  pauseMs: number,
): Ending => ({
  answered: () => breaker.succeeded(),
  left: () => breaker.abandoned(),
  failed: (error) => {
    if (call.tooLarge) {
      breaker.abandoned();
      return void refuseUnread(request, reply, 'body-too-large');
    }
    breaker.failed();
    const late = error.code === LATE;
    const reason = error.code ?? error.message;
    log.warn(
      { upstream: call.route?.service, reason, correlationId: call.correlationId },
      late ? 'no answer in time' : 'no answer',
    );
    return void refuse(request, reply, late ? 'upstream-timeout' : 'unavailable', late ? undefined : pauseMs / 1000);
  },
});

type BodyDone = (error: Error | null, body?: Readable | Buffer) => void;

/** Passes an admitted request on to its service. */
const forward = (config: GatewayConfig, server: FastifyInstance) => {
  const doors = upstreamDoors(config);
  const traced = config.base.otlpEndpoint !== undefined;
  server.addHook('onClose', () => Promise.all([...doors.values()].map(({ pool }) => pool.destroy())));
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const call = callOf(request);
    const door = call.route ? doors.get(call.route.service) : undefined;
    if (!door) return refuse(request, reply, 'not-found');
    const wait = door.breaker.enter();
    if (wait > 0) return refuse(request, reply, 'unavailable', wait / 1000);

    const body = request.body instanceof Readable || Buffer.isBuffer(request.body) ? request.body : null;
    const headers = headersFor(request, call, { body: body !== null, traced });
    const outgoing = { path: request.url, method: request.method, headers, body };
    exchange(door.pool, outgoing, request, reply, endingOf(request, reply, call, door, config.breakerPauseMs));
    return reply;
  };
};

/** `/v1`, `/oidc` and `/.well-known`: everything that the gateway does not answer itself. */
export const proxyRoutes =
  ({ config, tokens }: Dependencies) =>
  async (server: FastifyInstance) => {
    server.decorateRequest('caller', null);
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', (request: FastifyRequest, payload: Readable, done: BodyDone) => {
      const length = request.headers['content-length'];
      if (isSmall(length)) return whole(payload, done);
      const call = callOf(request);
      return done(
        null,
        limited(payload, length !== undefined, config.bodyLimit, () => (call.tooLarge = true)),
      );
    });
    await server.register(rateLimit, { global: false, cache: 20_000 });
    server.addHook('onRequest', admission({ config, tokens, limit: limiter(server, config) }));
    server.addHook('onResponse', (request, reply, done) => {
      request.call?.span?.setAttribute('http.response.status_code', reply.raw.statusCode).end();
      const route = request.call?.route?.label ?? 'unmatched';
      httpRequestSeconds.observe({ method: request.method, route, status: reply.raw.statusCode }, reply.elapsedTime / 1000);
      done();
    });
    server.setErrorHandler((error, request, reply) => {
      const { correlationId } = callOf(request);
      // A caller who left in the middle of the body is no fault of ours.
      if (!request.raw.destroyed) log.error({ err: error, correlationId }, 'a request could not be passed on');
      return refuse(request, reply, 'internal-error');
    });
    const handler = forward(config, server);
    for (const url of ['/v1/*', '/oidc/*', '/.well-known/*'])
      server.route({ method: METHODS, url, handler, exposeHeadRoute: false });
  };
