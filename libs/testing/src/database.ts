import pg from 'pg';
import { testRun, uniqueName } from './run.js';

export interface TestDatabase {
  /** Of the role that may read and write rows only. */
  readonly url: string;
  /** Of the role that owns the tables; for migrations. */
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

async function asAdmin(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: testRun().postgres });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}

const inDatabase = (url: string, database: string): string => url.replace(/\/[^/]*$/, `/${database}`);

/** An empty database of its own for a spec file, with the two roles that a service has. Dropped by `drop()`, at the latest with the run. */
export async function freshDatabase(name = 'db'): Promise<TestDatabase> {
  const database = `${uniqueName('_')}_${name.replace(/\W/g, '_')}`.slice(0, 63);
  await asAdmin(`CREATE DATABASE "${database}" TEMPLATE siger_template OWNER siger_owner`);
  const { owner, app } = testRun();
  return {
    url: inDatabase(app, database),
    ownerUrl: inDatabase(owner, database),
    drop: () => asAdmin(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`),
  };
}
