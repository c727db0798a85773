import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { currentContext } from '../context.js';
import { describe, redact } from './redact.js';

const options: LoggerOptions = {
  level: process.env['LOG_LEVEL'] ?? 'info',
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: {
    level: (level) => ({ level }),
    log: (fields) => redact(fields) as Record<string, unknown>,
  },
  serializers: { err: (error: unknown) => (error instanceof Error ? describe(error) : error) },
  mixin: () => {
    const current = currentContext();
    return current ? { correlationId: current.correlationId, traceparent: current.traceparent } : {};
  },
};

export const createRootLogger = (destination?: DestinationStream): Logger =>
  destination ? pino(options, destination) : pino(options);

let root = createRootLogger();
const children = new Map<string, Logger>();

/** JSON lines on standard output, with the correlation id of what runs now and without personal data. */
export const logger = (component: string): Logger => {
  const child = children.get(component) ?? root.child({ component });
  children.set(component, child);
  return child;
};

/** Names the service in every line and sets the level, once at the start. */
export const configureLogs = (service: string, level: string, destination?: DestinationStream) => {
  root = createRootLogger(destination).child({ service });
  root.level = level;
  children.clear();
};
