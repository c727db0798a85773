import pg from 'pg';
import type { Connection, QueryResult, Submittable } from 'pg';
import type { QueryRunner } from 'typeorm';

const START = 'START TRANSACTION';

/** What the driver's query does beyond its types: `prepare` writes its messages, up to the one that asks for the answers. */
interface PlainQuery extends Submittable {
  prepare(connection: Connection): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}
type Answered = (error: Error | null, result: QueryResult) => void;
const PlainQuery = pg.Query as unknown as new (config: object, values: unknown, answered: Answered) => PlainQuery;

/**
 * A statement that begins its transaction: both are written as one, and the server leaves the statement out where the beginning
 * fails (PostgreSQL, "Extended Query", "Pipelining"), so that it never runs outside of a transaction.
 */
class OpeningQuery extends PlainQuery {
  begun = false;

  constructor(text: string, values: unknown, answered: Answered) {
    super({ text, queryMode: 'extended' }, values, answered);
  }

  override prepare(connection: Connection) {
    connection.parse({ text: START, name: '', types: [] }, true);
    connection.bind({}, true);
    connection.execute({}, true);
    super.prepare(connection);
  }

  override handleCommandComplete(message: unknown, connection: Connection) {
    if (this.begun) super.handleCommandComplete(message, connection);
    this.begun = true;
  }
}

const NOTHING = { command: 'START', rowCount: null, oid: 0, fields: [], rows: [] } satisfies QueryResult;

/** The pool takes it back no more, and the server undoes what it was doing for it. */
const end = (client: pg.Client) => void client.end().catch(() => undefined);
export const discard = async (runner: QueryRunner): Promise<void> => end((await runner.connect()) as pg.Client);

/**
 * Begins a transaction with its first statement: a round trip less for each. Answers what takes the connection back to its usual
 * way, where there has been none. A connection whose transaction did not begin is good for nothing: what came next on it would be
 * committed statement by statement.
 */
export const openWithFirst = async (runner: QueryRunner): Promise<() => void> => {
  const client = (await runner.connect()) as pg.Client;
  const usual = () => {
    if (Reflect.get(client, 'query') === first) Reflect.deleteProperty(client, 'query');
  };
  const first = (text: string, values?: unknown[]): Promise<QueryResult> => {
    if (text === START) return Promise.resolve(NOTHING);
    usual();
    return new Promise((resolve, reject) => {
      const query = new OpeningQuery(text, values, (error, result) => {
        // At once: what waits behind it must not be written.
        if (error && !query.begun) end(client);
        if (error) reject(error);
        else resolve(result);
      });
      client.query(query);
    });
  };
  Object.defineProperty(client, 'query', { value: first, configurable: true });
  await runner.startTransaction();
  return usual;
};
