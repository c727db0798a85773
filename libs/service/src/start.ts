import 'reflect-metadata';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { UnknownElementException } from '@nestjs/core/errors/exceptions/unknown-element.exception.js';
import type { CustomTransportStrategy, MicroserviceOptions } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceName } from '@siger/contracts';
import { Config, ConfigError, type Environment } from './config.js';
import { codeOf, isError } from './error.js';
import { OpenApi } from './http/openapi/openapi.js';
import { createServer } from './http/server.js';
import { ENVIRONMENT } from './service.module.js';
import { stopInTime } from './stop.js';
import { configureLogs, logger } from './telemetry/logger.js';
import { nestLogger } from './telemetry/nest-logger.js';
import { startTracing } from './telemetry/tracing.js';

/** The transport of events, where a service has one: a Nest `CustomTransportStrategy`. */
export const TRANSPORT_STRATEGY = Symbol('siger:transport-strategy');

export interface ServiceOptions {
  readonly name: ServiceName;
  readonly module: Type | DynamicModule;
}

class Root {}
const log = logger('start');

const strategyOf = (app: NestFastifyApplication): CustomTransportStrategy | undefined => {
  try {
    return app.get<CustomTransportStrategy>(TRANSPORT_STRATEGY, { strict: false });
  } catch (error) {
    if (error instanceof UnknownElementException) return undefined;
    throw error;
  }
};

/** The environment is offered before any module reads it. */
const rootOf = (module: ServiceOptions['module'], env: Environment): DynamicModule => ({
  global: true,
  module: Root,
  imports: [module as Type],
  providers: [{ provide: ENVIRONMENT, useValue: env }],
  exports: [ENVIRONMENT],
});

/**
 * The same application that runs in production. With `listen: false` it takes no port and no events,
 * and answers `inject` and supertest.
 */
export const createService = async (
  { name, module }: ServiceOptions,
  { listen = true, env = process.env }: { listen?: boolean; env?: Environment } = {},
): Promise<NestFastifyApplication> => {
  configureLogs(name, env['LOG_LEVEL'] ?? 'info');
  const app = await NestFactory.create<NestFastifyApplication>(rootOf(module, env), createServer(), {
    logger: nestLogger,
    bodyParser: false,
    abortOnError: false,
  });
  const config = app.get(Config);
  const tracing = await startTracing(config);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onClose', () => tracing.shutdown());
  app.get(OpenApi).attach(app);
  const strategy = strategyOf(app);
  if (strategy) app.connectMicroservice<MicroserviceOptions>({ strategy }, { inheritAppConfig: true });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  if (listen) await openDoors(app, config);
  return app;
};

/** HTTP first: a broker that is away must not keep the health of the service from being asked. */
const openDoors = async (app: NestFastifyApplication, { port, host }: Config) => {
  await app.listen(port, host);
  log.info({ url: await app.getUrl() }, 'listening');
  app.startAllMicroservices().catch((error: unknown) => log.error({ err: error }, 'The transport of events did not start.'));
};

const explain = (error: unknown) => {
  if (error instanceof ConfigError) return log.fatal({ faults: error.faults }, 'The settings are not valid.');
  const taken = isError(error) && codeOf(error) === 'EADDRINUSE';
  if (taken) return log.fatal({ err: error }, 'The port is taken: free it, set PORT, or move every port with SIGER_PORT_OFFSET.');
  return log.fatal({ err: error }, 'The service did not start.');
};

/** The whole of a service's `main.ts`: starts, says what is wrong if it cannot, and stops in order on SIGTERM and SIGINT. */
export const startService = async (options: ServiceOptions): Promise<NestFastifyApplication> => {
  process.on('uncaughtExceptionMonitor', (error) => log.fatal({ err: error }, 'uncaught'));
  try {
    const app = await createService(options);
    stopInTime(app, app.get(Config).shutdownGraceMs);
    return app;
  } catch (error) {
    explain(error);
    process.exit(1);
  }
};
