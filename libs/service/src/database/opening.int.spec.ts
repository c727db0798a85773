import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '@siger/testing';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { inTransaction } from './transaction.js';

const LOCK = 7;
const PATIENCE_MS = 300;

describe('a transaction whose end the server does not hear of', () => {
  let database: TestDatabase;
  let db: DataSource;
  let other: pg.Client;
  beforeAll(async () => {
    database = await freshDatabase('opening');
    db = await new DataSource({
      type: 'postgres',
      url: database.ownerUrl,
      poolSize: 1,
      extra: { query_timeout: PATIENCE_MS },
    }).initialize();
    other = new pg.Client(database.ownerUrl);
    await other.connect();
    await other.query('CREATE TABLE said (word text)');
  });
  afterAll(async () => {
    await other.end();
    await db.destroy();
    await database.drop();
  });

  const say = (word: string) => inTransaction(db, (manager) => manager.query('INSERT INTO said VALUES ($1)', [word]));
  const said = async () =>
    (await other.query<{ word: string }>('SELECT word FROM said ORDER BY word')).rows.map(({ word }) => word);

  it.each([[[]], [['SELECT 1']]])('is not committed by the next one on its connection, behind %j', async (before) => {
    await other.query('TRUNCATE said');
    await other.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const stuck = inTransaction(db, async (manager) => {
      for (const statement of before) await manager.query(statement);
      await manager.query(`INSERT INTO said SELECT 'stuck' FROM pg_advisory_xact_lock($1)`, [LOCK]);
    });
    await expect(stuck).rejects.toThrow(/Query read timeout/);
    await other.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    await say('next');
    await other.query('SELECT pg_advisory_lock($1), pg_advisory_unlock($1)', [LOCK]);
    expect(await said()).toEqual(['next']);
  });

  it('has no statement left behind where it did not begin', async () => {
    const nothing = undefined as unknown as string;
    const together = inTransaction(db, (manager) =>
      Promise.allSettled([manager.query(nothing), manager.query(`INSERT INTO said VALUES ('alone')`)]),
    );
    await expect(together).rejects.toThrow();
    await say('then');
    expect(await said()).toEqual(['next', 'then']);
  });
});
