import replyFrom from '@fastify/reply-from';
import rateLimit from '@fastify/rate-limit';
import { httpRequestSeconds, logger, type Tokens } from '@siger/service/edge';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import type { GatewayConfig } from '../config.js';
import { limiter } from '../limit/limits.js';
import { admission } from './admission.js';
import { limited } from './body-limit.js';
import { Breaker } from './breaker.js';
import { callOf, refuse } from './call.js';
import { downstreamHeaders, upstreamHeaders, validTraceparent } from './headers.js';

const log = logger('proxy');
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
/** A stream of live figures is never silent for so long: it sends a comment at least every half a minute. */
const SILENCE_MS = 120_000;

interface Upstreams {
  readonly config: GatewayConfig;
  readonly tokens: Pick<Tokens, 'actor'>;
}

const isSafe = (method: string) => method === 'GET' || method === 'HEAD';

/** Once more where a kept-alive connection was closed under a request that changes nothing; never because of an answer. */
const retryDelay = ({ err, req, attempt }: { err: unknown; req: { method?: string }; attempt: number }) =>
  attempt === 0 && isSafe(req.method ?? '') && (err as { code?: string } | null)?.code === 'UND_ERR_SOCKET' ? 1 : null;

/** Passes a request on to its service, streaming both ways. */
const forward = (config: GatewayConfig) => {
  const breakers = new Map(
    [...config.upstreams.keys()].map((name) => [name, new Breaker(config.breakerFailures, config.breakerPauseMs)] as const),
  );
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const call = callOf(request);
    const service = call.route?.service;
    const target = service && config.upstreams.get(service);
    const breaker = service && breakers.get(service);
    if (!target || !breaker) return refuse(request, reply, 'not-found');
    const wait = breaker.enter();
    if (wait > 0) return refuse(request, reply, 'unavailable', wait / 1000);

    const caller = {
      address: request.ip,
      protocol: request.protocol,
      host: request.host,
      correlationId: call.correlationId,
      traceparent: validTraceparent(request.headers['traceparent']),
    };
    return reply.from(call.path, {
      getUpstream: () => target,
      rewriteRequestHeaders: (_, headers) =>
        upstreamHeaders(headers, caller, { body: !isSafe(request.method), cookies: service === 'identity' }),
      rewriteHeaders: downstreamHeaders,
      retryDelay,
      onResponse: (_request, _reply, response) => {
        breaker.succeeded();
        return reply.send((response as { stream?: unknown }).stream);
      },
      onError: (_reply, { error }) => {
        if (call.tooLarge || request.raw.destroyed) breaker.abandoned();
        else breaker.failed();
        if (call.tooLarge) return refuse(request, reply, 'body-too-large');
        const late = 'statusCode' in error && error.statusCode === 504;
        log.warn(
          { err: error.cause ?? error, service, correlationId: call.correlationId },
          late ? 'no answer in time' : 'no answer',
        );
        return refuse(request, reply, late ? 'upstream-timeout' : 'unavailable', late ? undefined : config.breakerPauseMs / 1000);
      },
    });
  };
};

/** `/v1`, `/oidc` and `/.well-known`: everything that the gateway does not answer itself. */
export const proxyRoutes =
  ({ config, tokens }: Upstreams) =>
  async (server: FastifyInstance) => {
    server.decorateRequest('caller', null);
    server.removeAllContentTypeParsers();
    server.addContentTypeParser(
      '*',
      (request: FastifyRequest, payload: Readable, done: (error: null, body: Readable) => void) => {
        const call = callOf(request);
        const announced = request.headers['content-length'] !== undefined;
        done(
          null,
          limited(payload, announced, config.bodyLimit, () => (call.tooLarge = true)),
        );
      },
    );
    await server.register(rateLimit, { global: false, cache: 20_000 });
    await server.register(replyFrom, {
      undici: {
        connections: 64,
        pipelining: 1,
        keepAliveTimeout: 30_000,
        headersTimeout: config.timeoutMs,
        bodyTimeout: SILENCE_MS,
      },
      disableRequestLogging: true,
      disableCache: true,
      destroyAgent: true,
    });
    server.addHook('onRequest', admission({ config, tokens, limit: limiter(server, config) }));
    server.addHook('onResponse', (request, reply, done) => {
      const route = request.call?.route?.label ?? 'unmatched';
      httpRequestSeconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      done();
    });
    server.setErrorHandler((error, request, reply) => {
      log.error({ err: error, correlationId: callOf(request).correlationId }, 'a request could not be passed on');
      return refuse(
        request,
        reply,
        (error as { statusCode?: number }).statusCode === 400 ? 'invalid-parameter' : 'internal-error',
      );
    });
    const handler = forward(config);
    for (const url of ['/v1/*', '/oidc/*', '/.well-known/*'])
      server.route({ method: METHODS, url, handler, exposeHeadRoute: false });
  };
