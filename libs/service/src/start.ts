import 'reflect-metadata';
import { type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { UnknownElementException } from '@nestjs/core/errors/exceptions/unknown-element.exception.js';
import type { CustomTransportStrategy, MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceName } from '@siger/contracts';
import { Config, type Environment } from './config.js';
import { ENVIRONMENT } from './service.module.js';

/** The transport of events, where a service has one: a Nest `CustomTransportStrategy`. */
export const TRANSPORT_STRATEGY = Symbol('siger:transport-strategy');

export interface ServiceOptions {
  readonly name: ServiceName;
  readonly module: Type | DynamicModule;
}

class Root {}

const strategyOf = (app: NestFastifyApplication): CustomTransportStrategy | undefined => {
  try {
    return app.get<CustomTransportStrategy>(TRANSPORT_STRATEGY, { strict: false });
  } catch (error) {
    if (error instanceof UnknownElementException) return undefined;
    throw error;
  }
};

/** The same application that runs in production; with `listen: false` it answers `inject` and supertest only. */
export const createService = async (
  options: ServiceOptions,
  { listen = true, env = process.env }: { listen?: boolean; env?: Environment } = {},
): Promise<NestFastifyApplication> => {
  const root: DynamicModule = {
    global: true,
    module: Root,
    imports: [options.module as Type],
    providers: [{ provide: ENVIRONMENT, useValue: env }],
    exports: [ENVIRONMENT],
  };
  const app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter({ bodyLimit: 1_048_576 }), {
    rawBody: true,
    abortOnError: false,
  });
  const strategy = strategyOf(app);
  if (strategy) app.connectMicroservice<MicroserviceOptions>({ strategy }, { inheritAppConfig: true });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  if (listen) {
    const config = app.get(Config);
    await app.listen(config.port, config.host);
    await app.startAllMicroservices();
  }
  return app;
};

/** The whole of a service's `main.ts`. */
export const startService = async (options: ServiceOptions): Promise<NestFastifyApplication> => {
  const app = await createService(options);
  app.enableShutdownHooks();
  return app;
};
