import { codeOf, isError } from '../error.js';

/** Codes of PostgreSQL (classes 08, 53, 57P) and of the socket that mean: not now. */
const AWAY =
  /^(08...|53...|57P0[123]|57014|55P03|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** The pool and the driver have no codes for these. */
const AWAY_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Connection is not established|client is not queryable|CannotConnectAlreadyConnected|Driver not Connected|not currently accepting connections/i;

/** The SQLSTATE of a refused statement. */
export const sqlState = (error: unknown): string => (isError(error) ? codeOf(error) : '');

/** Whether the database is away or overloaded, so that the same call may succeed a little later. */
export const isUnavailable = (error: unknown): boolean => {
  if (!isError(error)) return false;
  if ('errors' in error && Array.isArray(error.errors) && error.errors.some(isUnavailable)) return true;
  return AWAY.test(codeOf(error)) || AWAY_TEXT.test(error.message);
};

/** A password or a database that is gone: at the start a fault of the settings, in the middle as good as a database that is away. */
export const isTurnedAway = (error: unknown): boolean => /^(28...|3D000)$/.test(sqlState(error));
