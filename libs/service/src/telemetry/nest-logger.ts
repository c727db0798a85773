import type { LoggerService } from '@nestjs/common';
import { isError } from '../error.js';
import { logger } from './logger.js';

const parts = (rest: readonly unknown[]) => ({
  component: typeof rest.at(-1) === 'string' ? (rest.at(-1) as string) : 'nest',
  stack: rest.length > 1 && typeof rest[0] === 'string' ? rest[0] : undefined,
});
const text = (message: unknown) => (isError(message) ? message.message : String(message));

/** The framework tells every fault of the start that `startService` explains; once is enough. */
const TWICE = 'ExceptionHandler';

/** What the framework itself says, as our JSON lines; its chatter about modules and routes only at debug level. */
export const nestLogger: LoggerService = {
  log: (message: unknown, ...rest: unknown[]) => logger(parts(rest).component).debug(text(message)),
  debug: (message: unknown, ...rest: unknown[]) => logger(parts(rest).component).debug(text(message)),
  verbose: (message: unknown, ...rest: unknown[]) => logger(parts(rest).component).trace(text(message)),
  warn: (message: unknown, ...rest: unknown[]) => logger(parts(rest).component).warn(text(message)),
  error: (message: unknown, ...rest: unknown[]) => {
    const { component, stack } = parts(rest);
    if (component === TWICE) return;
    logger(component).error(isError(message) ? { err: message } : { stack }, text(message));
  },
  fatal: (message: unknown, ...rest: unknown[]) => logger(parts(rest).component).fatal(text(message)),
};
