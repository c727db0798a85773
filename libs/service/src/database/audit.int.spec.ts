import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { runInContext } from '../context.js';
import { newId } from '../id.js';
import { startThings, type Things } from '../thing-app.fixture.js';
import { audit, firstBrokenEntry } from './audit.js';
import { afterCommit, inTransaction, transaction } from './transaction.js';

let things: Things;
let db: DataSource;
beforeAll(async () => {
  things = await startThings('audit');
  db = things.app.get(DataSource);
});
afterAll(() => things.close());

const asOwner = async (statement: string) => {
  const client = new pg.Client(things.db.ownerUrl);
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
};

describe('the audit chain', () => {
  it('says who did what, in the transaction that did it', async () => {
    const token = await things.token({ sub: 'somebody' });
    await things.post('/v1/things', { title: 'audited', colour: 'BLUE' }, { token });
    await things.post('/v1/things', { title: 'refuse', colour: 'BLUE' }, { token });
    const rows = await db.query<unknown[]>(`SELECT actor, action, details FROM audit_entries WHERE actor = 'somebody'`);
    expect(rows).toEqual([{ actor: 'somebody', action: 'create', details: { colour: 'BLUE' } }]);
  });

  it('holds together under many writers, and shows the first entry that was changed', async () => {
    const write = (n: number) =>
      runInContext({ correlationId: newId(), language: 'id' }, () =>
        inTransaction(db, async () => {
          audit('read', `rating/${n}`, { b: [1, { d: 1, c: null }], a: 'é' });
          audit('read', `rating/${n}/again`);
          await transaction().query('SELECT 1');
        }),
      );
    await Promise.all(Array.from({ length: 20 }, (_, n) => write(n)));
    expect(await firstBrokenEntry(db.manager)).toBeNull();

    const [{ id } = { id: '' }] = await db.query<{ id: string }[]>('SELECT id FROM audit_entries ORDER BY id OFFSET 7 LIMIT 1');
    await asOwner(
      `ALTER TABLE audit_entries DISABLE TRIGGER USER;
       UPDATE audit_entries SET details = '{"a": "changed"}' WHERE id = ${id};
       ALTER TABLE audit_entries ENABLE TRIGGER USER`,
    );
    expect(await firstBrokenEntry(db.manager)).toBe(id);
  });

  it.each(['UPDATE audit_entries SET action = action', 'DELETE FROM audit_entries', 'TRUNCATE audit_entries'])(
    'cannot be changed: %s',
    async (statement) => {
      await expect(db.query(statement)).rejects.toThrow(/permission denied/);
      await expect(asOwner(statement)).rejects.toThrow(/never changed/);
    },
  );
});

describe('an ambient transaction', () => {
  it('is joined, not nested', async () => {
    await inTransaction(db, async (outer) => {
      expect(transaction()).toBe(outer);
      await inTransaction(db, async (inner) => expect(inner).toBe(outer));
    });
  });

  it('does not exist outside, nor after its end', async () => {
    expect(() => transaction()).toThrow(/No transaction here/);
    const late = Promise.withResolvers<void>();
    await inTransaction(db, async () => {
      setTimeout(() => {
        expect(() => transaction()).toThrow(/No transaction here/);
        late.resolve();
      }, 50);
    });
    await late.promise;
  });

  it('in which a statement failed is refused, also where nobody was told', async () => {
    // Often: whether the driver knows of the failure when the error is heard depends on how the answer is cut into packets.
    for (let n = 0; n < 50; n += 1) {
      const keeping = inTransaction(db, (manager) => manager.query('SELECT 1 / 0').catch(() => 'all is well'));
      await expect(keeping).rejects.toThrow(/its error was kept back/);
    }
    expect(await inTransaction(db, async (manager) => (await manager.query<unknown[]>('SELECT 1')).length)).toBe(1);
  });

  it('begins with its first statement, whatever that is, and ends with none', async () => {
    const asked = (manager: EntityManager, word: string) =>
      manager.query<object[]>('SELECT now() AS at, $1::text AS word', [word]);
    const [one, two] = await inTransaction(db, async (manager) => [
      ...(await asked(manager, 'a')),
      ...(await asked(manager, 'b')),
    ]);
    expect(two).toEqual({ ...one, word: 'b' });
    await expect(inTransaction(db, (manager) => manager.query('SELECT nothing'))).rejects.toMatchObject({ code: '42703' });
    await expect(inTransaction(db, (manager) => manager.query('SELECT $1::int', ['x']))).rejects.toMatchObject({ code: '22P02' });
    await expect(inTransaction(db, () => Promise.reject(new Error('before it began')))).rejects.toThrow('before it began');
    expect(await inTransaction(db, () => Promise.resolve('nothing asked'))).toBe('nothing asked');
  });

  it('has its first statement inside: it ends as the transaction does', async () => {
    const xids: string[] = [];
    const begin = async () => {
      const [row] = await transaction().query<{ xid: string }[]>('SELECT pg_current_xact_id()::text AS xid');
      xids.push(row?.xid ?? '');
    };
    await inTransaction(db, begin);
    const failing = inTransaction(db, async () => {
      await begin();
      throw new Error('late');
    });
    await expect(failing).rejects.toThrow('late');
    const status = 'SELECT pg_xact_status(x::xid8) AS status FROM unnest($1::text[]) x';
    expect(await db.query(status, [xids])).toEqual([{ status: 'committed' }, { status: 'aborted' }]);
  });

  it('runs what waits for the commit only after it, and not after a failure', async () => {
    const seen: string[] = [];
    const note = (what: string) => () => void seen.push(what);
    await inTransaction(db, async () => {
      afterCommit(note('committed'));
      seen.push('inside');
    });
    const failing = inTransaction(db, async () => {
      afterCommit(note('never'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(seen).toEqual(['inside', 'committed']);
  });
});
