import { types } from 'node:util';

/** Whether it is an error of whatever realm: those of sockets come from Node's own, which `instanceof` does not know in a test. */
export const isError = (value: unknown): value is Error => types.isNativeError(value);
export const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');
