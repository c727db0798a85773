import pg from 'pg';

/** Connections to a database that is dropped after use: with force, so that some of them are still ending and are told so. */
export const passingPool = (connectionString: string, max: number): pg.Pool => {
  const pool = new pg.Pool({ connectionString, max });
  const ignore = () => undefined;
  pool.on('connect', (client) => client.on('error', ignore));
  return pool.on('error', ignore);
};

/** One statement on a connection of its own. */
export const query = async <Row extends pg.QueryResultRow>(url: string, text: string, values: unknown[] = []): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query<Row>(text, values)
    .then(({ rows }) => rows)
    .finally(() => client.end());
};
