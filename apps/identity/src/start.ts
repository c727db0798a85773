import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { answerClientError, configureLogs, logger } from '@siger/service/edge';
import { join } from 'node:path';
import { AppModule } from './app.module.js';
import type { IdentityConfig } from './config.js';
import { Identity } from './provider/identity.js';
import { identityRoutes } from './provider/identity.plugin.js';
import { Store } from './provider/store.js';

/** The service, not yet listening; identity needs no database and no broker. */
export const createIdentity = async (config: IdentityConfig) => {
  const log = logger('identity');
  const identity = new Identity(config, new Store(join(config.dataFolder, 'sessions.json')), (err) => log.error({ err }));
  // The gateway in front tells the caller's address; only it reaches this port.
  const adapter = new FastifyAdapter({
    trustProxy: 'loopback,uniquelocal',
    forceCloseConnections: 'idle',
    clientErrorHandler: answerClientError(),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, { logger: ['error', 'warn'] });
  const server = adapter.getInstance();
  await server.register(identityRoutes(identity));
  server.addHook('onClose', async () => identity.stop());
  return { app, identity };
};

export const startIdentity = async (config: IdentityConfig) => {
  configureLogs('identity', config.logLevel);
  const { app } = await createIdentity(config);
  await app.listen(config.port, config.host);
  logger('identity').info({ port: config.port, issuer: config.issuer }, 'listening');
  const stop = () => {
    setTimeout(() => process.exit(1), config.shutdownGraceMs).unref();
    void app.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  return app;
};
