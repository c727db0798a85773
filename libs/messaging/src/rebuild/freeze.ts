import { setTimeout as sleep } from 'node:timers/promises';
import { sqlState } from '@siger/service';
import type { Client } from 'pg';
import type { Shadow } from './shadow.js';

const LOCK_NOT_AVAILABLE = '55P03';
const PATIENCE_MS = 60_000;
/** Below PostgreSQL's deadlock_timeout of a second: whoever meets these locks in another order is never the one that is ended. */
const WRITERS = '500ms';
const READERS = '200ms';

const listOf = ({ model: { tables } }: Shadow) => tables.map((table) => `public.${table}`).join(', ');

/** Waits of work that is to be tried again a little later, under new locks. */
export class NotNow extends Error {}

/** Nobody writes the live tables while `work` runs; everybody reads. `work` may end it by `NotNow`, and it is tried again. */
export const frozen = async <T>(owner: Client, shadow: Shadow, work: () => Promise<T>): Promise<T> => {
  for (const until = Date.now() + PATIENCE_MS; ;) {
    await owner.query('BEGIN');
    try {
      await owner.query(`SET LOCAL lock_timeout = '${WRITERS}'; LOCK TABLE ${listOf(shadow)} IN SHARE MODE`);
      const result = await work();
      await owner.query('COMMIT');
      return result;
    } catch (error) {
      await owner.query('ROLLBACK');
      if (!(error instanceof NotNow) && sqlState(error) !== LOCK_NOT_AVAILABLE) throw error;
      if (Date.now() > until)
        throw new Error(`The tables of ${shadow.model.consumer} did not come to rest: ${(error as Error).message}`, {
          cause: error,
        });
    }
    await sleep(250 + Math.random() * 250);
  }
};

/** Inside `frozen`: readers wait, too, a fifth of a second at most; where one reads for longer, it is tried again. */
export const alone = (owner: Client, shadow: Shadow) =>
  owner.query(`SET LOCAL lock_timeout = '${READERS}'; LOCK TABLE ${listOf(shadow)} IN ACCESS EXCLUSIVE MODE`);
