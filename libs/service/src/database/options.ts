import type { MigrationInterface } from 'typeorm';
import pg from 'pg';

export type Migration = new () => MigrationInterface;
export const MIGRATIONS = Symbol('siger:migrations');

const DATE = 1082;
/** A `date` is the text that it is on the wire; as a JavaScript `Date` it would move with the time zone of the process. */
pg.types.setTypeParser(DATE, (text: string) => text);

export const CONNECT_TIMEOUT_MS = 3_000;
const STATEMENT_TIMEOUT_MS = 15_000;

/** One statement, one lock and one idle transaction may hold up others only so long. */
export const poolOptions = (size: number) => ({
  max: size,
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
  statement_timeout: STATEMENT_TIMEOUT_MS,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 60_000,
  /** Where the server has vanished without a word, its own timeouts cannot help. */
  query_timeout: STATEMENT_TIMEOUT_MS + 5_000,
});
