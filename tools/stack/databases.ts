import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { streamServices } from '@siger/contracts';
import pg from 'pg';
import { messageOf, StackFault } from './faults.ts';
import { administrator } from './kafka-security.ts';
import { writeWhole } from './process.ts';

/** Passwords of this installation, kept in a file that only its user may read. */
export interface Secrets {
  readonly postgres: string;
  readonly roles: Readonly<Record<string, string>>;
  /** Of Kafka's administrator and of the services that use the streams. */
  readonly kafka: Readonly<Record<string, string>>;
}

const password = (): string => randomBytes(18).toString('base64url');

const keptIn = (file: string): Partial<Secrets> => {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
  } catch {
    // New passwords would not open the databases that exist; and what a parser says may quote a password.
    throw new StackFault(`${file} is damaged. Put a copy of it back, or begin anew without the data: npm run reset`);
  }
};

/** The secrets of an installation; what is missing is made and kept. */
export function secretsOf(file: string, names: readonly string[]): Secrets {
  const known = keptIn(file);
  const wanted = names.flatMap((name) => [`${name}_owner`, `${name}_app`]);
  const made = Object.fromEntries(wanted.map((role) => [role, known.roles?.[role] ?? password()]));
  const principals = [administrator, ...streamServices].map((name) => [name, known.kafka?.[name] ?? password()]);
  const kafka = Object.fromEntries(principals) as Record<string, string>;
  const secrets = { postgres: known.postgres ?? password(), roles: { ...known.roles, ...made }, kafka };
  if (JSON.stringify(secrets) !== JSON.stringify(known)) writeWhole(file, `${JSON.stringify(secrets, null, 2)}\n`, 0o600);
  return secrets;
}

/** Addresses of one service's database: `url` for rows only, `ownerUrl` for its migrations. */
export interface DatabaseUrls {
  readonly url: string;
  readonly ownerUrl: string;
}

const addressed = (admin: string, database: string, user?: string, secret?: string): string => {
  const url = new URL(admin);
  url.pathname = `/${database}`;
  if (user !== undefined && secret !== undefined) {
    url.username = user;
    url.password = secret;
  }
  return url.toString();
};

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    const { host } = new URL(url);
    throw new StackFault(`PostgreSQL at ${host} refuses the administrator: ${messageOf(error)}`);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const exists = async (admin: pg.Client, table: string, column: string, name: string): Promise<boolean> =>
  (await admin.query(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [name])).rowCount === 1;

/** A role that may sign in and nothing else. Its password is set anew each time, so that it always is the one of the secrets. */
async function ensureRole(admin: pg.Client, role: string, secret: string): Promise<void> {
  const verb = (await exists(admin, 'pg_roles', 'rolname', role)) ? 'ALTER' : 'CREATE';
  await admin.query(`${verb} ROLE "${role}" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${secret}'`);
}

async function ensureDatabase(admin: pg.Client, name: string): Promise<void> {
  if (!(await exists(admin, 'pg_database', 'datname', name))) {
    // An administrator that is no superuser may give a database only to a role whose member it is.
    await admin.query(`GRANT "${name}_owner" TO CURRENT_USER`);
    await admin.query(`CREATE DATABASE "${name}" OWNER "${name}_owner" TEMPLATE template0 ENCODING 'UTF8'`);
  }
  await admin.query(`REVOKE ALL ON DATABASE "${name}" FROM PUBLIC`);
  await admin.query(`GRANT CONNECT ON DATABASE "${name}" TO "${name}_app"`);
}

/** The service may read and write the rows of whatever its owner creates, and create nothing. */
const grants = (name: string): string[] => {
  const defaults = `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT`;
  return [
    `${defaults} SELECT, INSERT, UPDATE, DELETE ON TABLES TO "${name}_app"`,
    `${defaults} USAGE, SELECT, UPDATE ON SEQUENCES TO "${name}_app"`,
  ];
};

/** One database per service with two roles of its own; run at each start, changes nothing that is already so. */
export async function prepareDatabases(
  admin: string,
  names: readonly string[],
  secrets: Secrets,
): Promise<Map<string, DatabaseUrls>> {
  await connected(admin, async (client) => {
    for (const name of names) {
      for (const role of [`${name}_owner`, `${name}_app`]) await ensureRole(client, role, secrets.roles[role] ?? '');
      await ensureDatabase(client, name);
    }
  });
  const prepare = async (name: string): Promise<[string, DatabaseUrls]> => {
    const of = (role: string): string => addressed(admin, name, role, secrets.roles[role] ?? '');
    const ownerUrl = of(`${name}_owner`);
    await connected(ownerUrl, async (owner) => {
      for (const grant of grants(name)) await owner.query(grant);
    });
    return [name, { url: of(`${name}_app`), ownerUrl }];
  };
  return new Map(await Promise.all(names.map(prepare)));
}
