import type { Client } from 'pg';
import type { Shadow } from './shadow.js';

const rowsOf = async <T extends object>(owner: Client, text: string, parameters: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, parameters)).rows;

/** What `LIKE` would leave out without a word, and what would go with the old table or hold it. */
const HINDRANCES = `
SELECT format('%s has the trigger %s', tgrelid::regclass, tgname) AS said FROM pg_trigger
WHERE tgrelid = ANY ($1::regclass[]) AND NOT tgisinternal
UNION ALL SELECT format('%s has row security', oid::regclass) FROM pg_class WHERE oid = ANY ($1::regclass[]) AND relrowsecurity
UNION ALL SELECT format('%s refers to %s', conrelid::regclass, confrelid::regclass) FROM pg_constraint
WHERE contype = 'f' AND confrelid = ANY ($1::regclass[]) AND conrelid <> ALL ($1::regclass[])
UNION ALL SELECT DISTINCT format('%s reads %s', r.ev_class::regclass, d.refobjid::regclass) FROM pg_depend d
JOIN pg_rewrite r ON r.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY ($1::regclass[]) AND r.ev_class <> d.refobjid`;

const CONSTRAINTS = `
SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
WHERE conrelid = ANY ($1::regclass[]) AND contype IN ('p', 'u', 'c', 'x', 'f') ORDER BY contype = 'f', 1, 2`;
const INDEXES = `
SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index i
WHERE indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid) ORDER BY 1`;
const COLUMNS = `
SELECT attrelid::regclass::text AS table, attname AS name, format_type(atttypid, atttypmod) AS type, attnotnull AS required,
  attidentity AS identity, attgenerated AS generated FROM pg_attribute
WHERE attrelid = ANY ($1::regclass[]) AND attnum > 0 AND NOT attisdropped ORDER BY 1, attnum`;
const GRANTS = `
SELECT DISTINCT relname AS table, privilege_type AS privilege, pg_get_userbyid(grantee) AS role
FROM pg_class, aclexplode(relacl) WHERE oid = ANY ($1::regclass[]) AND grantee NOT IN (0, relowner)`;

interface Column {
  table: string;
  name: string;
  identity: string;
}
interface Structure {
  columns: Column[];
  constraints: { table: string; name: string; definition: string }[];
  indexes: { name: string; definition: string }[];
}

/** Names without a schema, so that two schemas compare; the caller's transaction ends soon. */
const structureOf = async (owner: Client, schema: string, tables: readonly string[]): Promise<Structure> => {
  await owner.query(`SET LOCAL search_path = ${schema}, public`);
  const names = [tables.map((table) => `${schema}.${table}`)];
  const indexes = await rowsOf<Structure['indexes'][number]>(owner, INDEXES, names);
  return {
    columns: await rowsOf<Column>(owner, COLUMNS, names),
    constraints: await rowsOf<Structure['constraints'][number]>(owner, CONSTRAINTS, names),
    indexes: indexes.map(({ name, definition }) => ({ name, definition: definition.replace(` ON ${schema}.`, ' ON ') })),
  };
};

export const inOwnTransaction = async <T>(owner: Client, work: () => Promise<T>): Promise<T> => {
  await owner.query('BEGIN');
  try {
    const result = await work();
    await owner.query('COMMIT');
    return result;
  } catch (error) {
    await owner.query('ROLLBACK');
    throw error;
  }
};

export const isThere = async (owner: Client, { schema }: Shadow): Promise<boolean> =>
  (await owner.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])).rowCount === 1;

/** Which code fills the tables is kept with them: they may be gone on with after a deployment. */
export const signShadow = (owner: Client, { schema }: Shadow, code: string) =>
  owner.query(`COMMENT ON SCHEMA ${schema} IS ${owner.escapeLiteral(code)}`);
export const signatureOf = async (owner: Client, { schema }: Shadow): Promise<string> => {
  const text = `SELECT coalesce(obj_description($1::regnamespace, 'pg_namespace'), '') AS code`;
  return (await rowsOf<{ code: string }>(owner, text, [schema]))[0]?.code ?? '';
};

/** Whether the tables were begun by the same version: a migration in between makes them worthless. */
export const isLikeLive = (owner: Client, { schema, model: { tables } }: Shadow): Promise<boolean> =>
  inOwnTransaction(owner, async () => {
    const present = await rowsOf<{ name: string }>(
      owner,
      'SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace',
      [schema],
    );
    if (!tables.every((table) => present.some(({ name }) => name === table))) return false;
    const [live, shadow] = [await structureOf(owner, 'public', tables), await structureOf(owner, schema, tables)];
    return JSON.stringify(live) === JSON.stringify(shadow);
  });

/** Columns that count up by themselves say nothing of an event: they go on where the live ones are, and are not compared. */
const goOnCounting = async (owner: Client, schema: string, columns: readonly Column[]) => {
  for (const { table, name } of columns.filter(({ identity }) => identity)) {
    const [{ sequence } = { sequence: '' }] = await rowsOf<{ sequence: string }>(
      owner,
      'SELECT pg_get_serial_sequence($1, $2) AS sequence',
      [`public.${table}`, name],
    );
    const [{ next } = { next: '1' }] = await rowsOf<{ next: string }>(owner, `SELECT last_value + 1 AS next FROM ${sequence}`);
    await owner.query(`ALTER TABLE ${schema}.${table} ALTER COLUMN "${name}" RESTART WITH ${next}`);
  }
};

/** Empty tables beside the live ones, with everything that those have: constraints and indexes by their names, rights by their roles. */
export const createShadow = (owner: Client, { schema, model }: Shadow): Promise<void> =>
  inOwnTransaction(owner, async () => {
    const { tables } = model;
    const names = [tables.map((table) => `public.${table}`)];
    const hindrances = await rowsOf<{ said: string }>(owner, HINDRANCES, names);
    if (hindrances.length)
      throw new Error(`${model.consumer} cannot be rebuilt beside itself: ${hindrances.map(({ said }) => said).join(', ')}.`);
    const { columns, constraints, indexes } = await structureOf(owner, 'public', tables);
    await owner.query(`CREATE SCHEMA ${schema}`);
    for (const table of tables)
      await owner.query(
        `CREATE TABLE ${schema}.${table} (LIKE public.${table} INCLUDING ALL EXCLUDING CONSTRAINTS EXCLUDING INDEXES)`,
      );
    await owner.query(`SET LOCAL search_path = ${schema}, public`);
    for (const { table, name, definition } of constraints)
      await owner.query(`ALTER TABLE ${schema}.${table} ADD CONSTRAINT "${name}" ${definition}`);
    for (const { definition } of indexes) await owner.query(definition);
    await goOnCounting(owner, schema, columns);
    const grants = await rowsOf<{ table: string; privilege: string; role: string }>(owner, GRANTS, names);
    for (const { table, privilege, role } of grants) await owner.query(`GRANT ${privilege} ON ${schema}.${table} TO "${role}"`);
    for (const role of new Set(grants.map(({ role: name }) => name)))
      await owner.query(`GRANT USAGE ON SCHEMA ${schema} TO "${role}"`);
  });

/** Columns that an event decides, by table. */
export const toldColumns = async (owner: Client, { model: { tables } }: Shadow): Promise<Map<string, string[]>> => {
  const columns = await rowsOf<Column>(owner, COLUMNS, [tables.map((table) => `public.${table}`)]);
  const of = (table: string) => columns.filter((column) => column.table === table && !column.identity);
  return new Map(tables.map((table) => [table, of(table).map(({ name }) => `"${name}"`)]));
};

/** Rows whose events the log has let go of are taken over from the live tables. */
export const takeOverKept = async (owner: Client, shadow: Shadow): Promise<void> => {
  const columns = await toldColumns(owner, shadow);
  for (const [table, condition] of Object.entries(shadow.model.kept ?? {})) {
    const list = columns.get(table)?.join(', ');
    await owner.query(
      `INSERT INTO ${shadow.schema}.${table} (${list}) SELECT ${list} FROM public.${table} WHERE ${condition} ON CONFLICT DO NOTHING`,
    );
  }
};

/** In the transaction that holds the locks: the new tables take the place of the old ones. */
export const exchange = async (owner: Client, { schema, model: { tables } }: Shadow): Promise<void> => {
  await owner.query(`DROP TABLE ${tables.map((table) => `public.${table}`).join(', ')}`);
  for (const table of tables) await owner.query(`ALTER TABLE ${schema}.${table} SET SCHEMA public`);
  await owner.query(`DROP SCHEMA ${schema}`);
};

const BATCH = 20_000;

/** What was built and is not wanted, with the inbox of its consumer. */
export const dropShadow = async (owner: Client, { schema, consumer }: Shadow): Promise<void> => {
  await owner.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await owner.query('DELETE FROM inbox_offset WHERE consumer = $1', [consumer]);
  await owner.query('DELETE FROM inbox_parked WHERE consumer = $1', [consumer]);
  const some = `DELETE FROM inbox_event WHERE ctid = ANY (ARRAY(SELECT ctid FROM inbox_event WHERE consumer = $1 LIMIT ${BATCH}))`;
  while ((await owner.query(some, [consumer])).rowCount);
};
