import { AsyncLocalStorage } from 'node:async_hooks';
import type { ClientBase } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { logger } from '../telemetry/logger.js';
import { noteFullness } from './fullness.js';
import { discard, openWithFirst } from './opening.js';

type Hook = () => unknown;
interface Ambient {
  readonly manager: EntityManager;
  readonly beforeCommit: Hook[];
  readonly afterCommit: Hook[];
  open: boolean;
}

const storage = new AsyncLocalStorage<Ambient>();
const log = logger('transaction');

/** A timer or a promise that outlives its transaction still carries it: what is finished does not count. */
const current = () => {
  const ambient = storage.getStore();
  return ambient?.open ? ambient : undefined;
};
const ambientOrFail = () => {
  const ambient = current();
  if (!ambient) throw new Error('No transaction here: only requests that change something and consumers run inside one.');
  return ambient;
};

/** The ambient transaction of this request or event. */
export const transaction = (): EntityManager => ambientOrFail().manager;
export const isInTransaction = () => current() !== undefined;

/** Runs just before the commit, still inside the transaction; a failure rolls everything back. */
export const beforeCommit = (hook: Hook) => void ambientOrFail().beforeCommit.push(hook);
/** Runs once the transaction is durable; a failure is logged and changes nothing. */
export const afterCommit = (hook: Hook) => void ambientOrFail().afterCommit.push(hook);

const runAfter = async (hooks: readonly Hook[]) => {
  for (const hook of hooks) {
    try {
      await hook();
    } catch (error) {
      log.error({ err: error }, 'A hook after the commit failed.');
    }
  }
};

/**
 * PostgreSQL answers the COMMIT of a transaction in which a statement failed with ROLLBACK and without an error, of which TypeORM says
 * nothing; the state that the driver remembers comes later than the statement's error.
 */
const commit = async (runner: QueryRunner) => {
  if (runner.isReleased) throw new Error('The connection of this transaction has been closed.');
  const client = (await runner.connect()) as Pick<ClientBase, 'query'>;
  const { command } = await client.query('COMMIT');
  if (command !== 'COMMIT')
    throw new Error(
      'A statement of this transaction failed and its error was kept back: nothing of the transaction has been kept.',
    );
};

const transact = async <T>(dataSource: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> => {
  const runner = dataSource.createQueryRunner();
  let close = () => {};
  try {
    close = await openWithFirst(runner);
    const value = await work(runner.manager);
    await commit(runner);
    return value;
  } catch (error) {
    noteFullness(dataSource, error);
    // Back in the pool, it would have what follows committed together with what was to be undone.
    await runner.rollbackTransaction().catch(() => discard(runner));
    throw error;
  } finally {
    close();
    await runner.release();
  }
};

/** Joins the ambient transaction, or opens one and makes it ambient for `fn`. */
export const inTransaction = async <T>(dataSource: DataSource, fn: (manager: EntityManager) => Promise<T>): Promise<T> => {
  const joined = current();
  if (joined) return fn(joined.manager);

  const after: Hook[] = [];
  const result = await transact(dataSource, async (manager) => {
    const ambient: Ambient = { manager, beforeCommit: [], afterCommit: after, open: true };
    try {
      return await storage.run(ambient, async () => {
        const value = await fn(manager);
        for (const hook of ambient.beforeCommit) await hook();
        return value;
      });
    } finally {
      ambient.open = false;
    }
  });
  await runAfter(after);
  return result;
};
