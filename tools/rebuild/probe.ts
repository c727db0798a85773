import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface Reads {
  readonly done: number;
  readonly failed: number;
  readonly longestMs: number;
  /** Rows of all tables, at the last read. */
  readonly rows: number;
}

/** Reads tables as their service does, with its own role and search path, until it is ended: what somebody sees of a switch. */
export async function readingOf(url: string, tables: readonly string[]): Promise<() => Promise<Reads>> {
  const client = new pg.Client({ connectionString: url, application_name: 'siger-rebuild-probe' });
  await client.connect();
  const counted = tables.map((table) => `(SELECT count(*) FROM ${table})`).join(' + ');
  let [until, done, failed, longestMs, rows] = [false, 0, 0, 0, 0];
  const reading = (async () => {
    while (!until) {
      const since = performance.now();
      try {
        const answer = await client.query<{ rows: number }>(`SELECT (${counted})::int AS rows`);
        rows = answer.rows[0]?.rows ?? 0;
      } catch {
        failed += 1;
      }
      done += 1;
      longestMs = Math.max(longestMs, performance.now() - since);
      await sleep(20);
    }
  })();
  return async () => {
    until = true;
    await reading;
    await client.end();
    return { done, failed, longestMs: Math.round(longestMs), rows };
  };
}
