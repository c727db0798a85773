import { DataSource } from 'typeorm';
import { CONNECT_TIMEOUT_MS, type Migration } from './options.js';

/** Any fixed number: the same for every instance of a service, within its own database. */
const LOCK = 7_447_001;

/** Runs what is missing, as the owner of the schema; instances that start together take turns. */
export const migrate = async (ownerUrl: string, migrations: Migration[]): Promise<void> => {
  const owner = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    applicationName: 'siger-migrations',
    extra: { max: 2, connectionTimeoutMillis: CONNECT_TIMEOUT_MS },
  });
  await owner.initialize();
  const guard = owner.createQueryRunner();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await owner.runMigrations();
  } finally {
    await guard.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    await guard.release();
    await owner.destroy();
  }
};
