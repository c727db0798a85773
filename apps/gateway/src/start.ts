import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerClientError, configureLogs, logger, startTracing, Tokens } from '@siger/service/edge';
import { AppModule } from './app.module.js';
import type { GatewayConfig } from './config.js';
import { redirectPage, redirectPolicy, swaggerFolder } from './docs/swagger.page.js';
import { MetricsServer } from './health/metrics.server.js';
import { callOf, refuse } from './proxy/call.js';
import { securityHeaders } from './proxy/headers.js';
import { proxyRoutes } from './proxy/proxy.plugin.js';

/** Until a request must have come in whole. */
const SLOWEST_UPLOAD_MS = 60_000;

/** The gateway, not yet listening. */
export const createGateway = async (config: GatewayConfig): Promise<NestFastifyApplication> => {
  const headers = securityHeaders(config.base.oidcIssuer.startsWith('https:'));
  const dress = (request: FastifyRequest, reply: FastifyReply) =>
    reply.headers(headers).header('x-correlation-id', callOf(request).correlationId);
  const adapter = new FastifyAdapter({
    trustProxy: config.trustProxy,
    bodyLimit: config.bodyLimit,
    forceCloseConnections: 'idle',
    requestTimeout: SLOWEST_UPLOAD_MS,
    clientErrorHandler: answerClientError(headers),
    // An address that cannot be decoded (`%ff`) is refused before any hook.
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) =>
      void refuse(request, dress(request, reply), 'invalid-parameter'),
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config), adapter, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  app.enableCors({
    origin: [...config.corsOrigins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: [
      'etag',
      'location',
      'retry-after',
      'ratelimit',
      'ratelimit-policy',
      'x-correlation-id',
      'idempotency-replayed',
    ],
    maxAge: 600,
  });
  const server = adapter.getInstance();
  server.decorateRequest('call', null);
  server.addHook('onRequest', (request, reply, done) => {
    void dress(request, reply);
    done();
  });
  await server.register(fastifyStatic, {
    root: swaggerFolder,
    prefix: '/docs/static/',
    index: false,
    decorateReply: false,
    maxAge: '1h',
    setHeaders: (reply, file) => {
      if (file.endsWith(redirectPage)) void reply.header('content-security-policy', redirectPolicy);
    },
  });
  await server.register(proxyRoutes({ config, tokens: app.get(Tokens) }));
  await app.init();
  await server.ready();
  return app;
};

export const startGateway = async (config: GatewayConfig) => {
  configureLogs('gateway', config.base.logLevel);
  const tracing = config.base.otlpEndpoint ? await startTracing(config.base) : null;
  const app = await createGateway(config);
  await app.get(MetricsServer).open();
  await app.listen(config.base.port, config.base.host);
  logger('gateway').info({ port: config.base.port }, 'listening');
  const stop = () => {
    setTimeout(() => process.exit(1), config.base.shutdownGraceMs).unref();
    void app
      .close()
      .then(() => tracing?.shutdown())
      .then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  return app;
};
