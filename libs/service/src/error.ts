import { types } from 'node:util';

/** Also an error of another realm, as a socket's is in a test, and one without the innards of an error, as the server's are. */
export const isError = (value: unknown): value is Error => value instanceof Error || types.isNativeError(value);
export const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');
