import pg from 'pg';

/** Connections to a database that is dropped after use: with force, so that some of them are still ending and are told so. */
export const passingPool = (connectionString: string, max: number): pg.Pool => {
  const pool = new pg.Pool({ connectionString, max });
  const ignore = () => undefined;
  pool.on('connect', (client) => client.on('error', ignore));
  return pool.on('error', ignore);
};
