import { ShutdownSignal } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { registerHealthCheck } from './health/check.js';
import { logger } from './telemetry/logger.js';

const log = logger('stop');
const SIGNALS = [ShutdownSignal.SIGTERM, ShutdownSignal.SIGINT];

/**
 * Stops in order: not ready any more, no new connections, requests and events in flight end, pools close.
 * What has not ended within the grace is cut off.
 */
export const stopInTime = (app: NestFastifyApplication, graceMs: number) => {
  const stopping = (signal: string) => {
    log.info({ signal, graceMs }, 'stopping');
    registerHealthCheck({ ready: () => Promise.resolve({ name: 'shutdown', up: false, detail: 'stopping' }) });
    setTimeout(() => {
      log.error({ graceMs }, 'Not everything ended in time.');
      process.exit(1);
    }, graceMs).unref();
  };
  for (const signal of SIGNALS) process.once(signal, stopping);
  app.enableShutdownHooks(SIGNALS, { useProcessExit: true });
};
