/** Codes of PostgreSQL (classes 08, 53, 57P) and of the socket that mean: not now. */
const AWAY =
  /^(08...|53...|57P0[123]|55P03|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** The pool and the driver have no codes for these. */
const AWAY_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Connection is not established|client is not queryable|CannotConnectAlreadyConnected|DataSource is not initialized/i;

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

/** The SQLSTATE of a refused statement. */
export const sqlState = (error: unknown): string => (error instanceof Error ? codeOf(error) : '');

/** Whether the database is away or overloaded, so that the same call may succeed a little later. */
export const isUnavailable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isUnavailable)) return true;
  return AWAY.test(codeOf(error)) || AWAY_TEXT.test(error.message);
};
