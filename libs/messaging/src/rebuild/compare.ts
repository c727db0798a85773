import type { Client } from 'pg';
import type { Shadow } from './shadow.js';
import { toldColumns } from './tables.js';

/** Two tables at one position of the log. */
export interface Comparison {
  readonly table: string;
  readonly rows: { readonly live: number; readonly rebuilt: number };
  /** Sum of a 64-bit hash over every row, as a decimal: the order of the rows does not matter. */
  readonly checksum: { readonly live: string; readonly rebuilt: string };
  /** Rows that only one of the two has, where the checksums differ. */
  readonly only?: { readonly live: number; readonly rebuilt: number };
}

export const isSame = ({ rows, checksum }: Comparison) => rows.live === rows.rebuilt && checksum.live === checksum.rebuilt;

const sumOf = async (client: Client, table: string, columns: string) => {
  const { rows } = await client.query<{ rows: number; sum: string }>(
    `SELECT count(*)::float8 AS rows, coalesce(sum(hashtextextended(r::text, 0)::numeric), 0)::text AS sum
     FROM (SELECT ${columns} FROM ${table}) r`,
  );
  return rows[0] ?? { rows: 0, sum: '0' };
};

const onlyIn = async (client: Client, one: string, other: string, columns: string) => {
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::float8 AS n FROM (SELECT (r.*)::text FROM (SELECT ${columns} FROM ${one}) r
     EXCEPT ALL SELECT (r.*)::text FROM (SELECT ${columns} FROM ${other}) r) d`,
  );
  return rows[0]?.n ?? 0;
};

/** Live and new tables as the client's transaction sees them. */
export const compare = async (client: Client, shadow: Shadow): Promise<Comparison[]> => {
  const comparisons: Comparison[] = [];
  for (const [table, list] of await toldColumns(client, shadow)) {
    const columns = list.join(', ');
    const [one, other] = [`public.${table}`, `${shadow.schema}.${table}`];
    const [live, rebuilt] = [await sumOf(client, one, columns), await sumOf(client, other, columns)];
    const comparison = {
      table,
      rows: { live: live.rows, rebuilt: rebuilt.rows },
      checksum: { live: live.sum, rebuilt: rebuilt.sum },
    };
    const only = async () => ({
      live: await onlyIn(client, one, other, columns),
      rebuilt: await onlyIn(client, other, one, columns),
    });
    comparisons.push(isSame(comparison) ? comparison : { ...comparison, only: await only() });
  }
  return comparisons;
};
