import { destination, levels, pino, type DestinationStream, type Logger } from 'pino';
import { currentContext } from '../context.js';
import { isError } from '../error.js';
import { describe, redact } from './redact.js';

let service: string | undefined;
let target: DestinationStream | undefined;
const output: DestinationStream = { write: (line) => (target ??= destination(1)).write(line) };

/** A level that does not exist is a fault of the settings, and it takes a log to say so. */
const levelOf = (level: string | undefined) =>
  level === 'silent' || (level ?? '') in levels.values ? (level ?? 'info') : 'info';

const root = pino(
  {
    level: levelOf(process.env['LOG_LEVEL']),
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: {
      level: (level) => ({ level }),
      log: (fields) => redact(fields) as Record<string, unknown>,
    },
    serializers: { err: (error: unknown) => (isError(error) ? describe(error) : error) },
    mixin: () => {
      const current = currentContext();
      return { service, ...(current ? { correlationId: current.correlationId, traceparent: current.traceparent } : {}) };
    },
  },
  output,
);
const children = new Map<string, Logger>();

/** JSON lines on standard output, with the correlation id of what runs now and without personal data. */
export const logger = (component: string): Logger => {
  const child = children.get(component) ?? root.child({ component }, { level: root.level });
  children.set(component, child);
  return child;
};

/** Names the service in every line and sets the level, once at the start; `to` is where a spec reads them. */
export const configureLogs = (name: string, level: string, to?: DestinationStream) => {
  service = name;
  root.level = levelOf(level);
  for (const child of children.values()) child.level = root.level;
  if (to) target = to;
};
