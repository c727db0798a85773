import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { inTransaction, transaction } from '@siger/service';
import { eventually, type TestKafka } from '@siger/testing';
import { Changes } from '../index.js';
import { aUnit, moved, readTopic, type ReadRecord, testUnits, type TestService } from '../messaging.fixture.js';

const randomWait = () => sleep(Math.random() * 6);

/** Writers that change a few aggregates and commit in any order. */
export const startWriters = async ({ app, dataSource }: TestService, { writers = 24, units = 30 } = {}) => {
  const changes = app.get(Changes);
  const ids: string[] = [];
  for (let i = 0; i < units; i += 1) ids.push((await changes.create(testUnits, aUnit())).id);
  /** Takes its transaction id long before it locks the aggregate: the order of ids of transactions says nothing. */
  const write = () =>
    inTransaction(dataSource, async () => {
      await transaction().query(`INSERT INTO effect (consumer) VALUES ('early')`);
      await randomWait();
      await changes.change(testUnits, ids[Math.floor(Math.random() * units)] as string, (unit) => moved(unit));
      await randomWait();
    });
  const state = { begun: 0, wanted: Infinity };
  const running = Promise.all(
    Array.from({ length: writers }, async () => {
      while (state.begun < state.wanted) {
        state.begun += 1;
        await write();
      }
    }),
  );
  return {
    get begun() {
      return state.begun;
    },
    /** Resolves when so many changes are committed in all. */
    async end(changesInAll = 0) {
      state.wanted = changesInAll;
      await running;
    },
  };
};

/** Repeats of one event id removed, as the inbox does. */
const firstOnly = (records: readonly ReadRecord[]) => {
  const seen = new Set<string>();
  return records.filter(({ headers }) => !seen.has(headers['ce_id'] ?? '') && seen.add(headers['ce_id'] ?? ''));
};

export interface WrittenRow {
  id: string;
  event_id: string;
  topic: string;
}

/** Waits until the topic has every fact of the outbox; answers what was written, and the facts that are not next in their key. */
export const whatArrived = async (broker: TestKafka, { dataSource }: TestService) => {
  const written = await dataSource.query<WrittenRow[]>('SELECT id, event_id, topic FROM outbox ORDER BY id');
  const ids = written.filter((row) => row.topic === 'unit.events').map((row) => row.event_id);
  const facts = await eventually(
    async () => {
      const records = firstOnly(await readTopic(broker, 'unit.events'));
      expect(records.map(({ headers }) => headers['ce_id']).sort()).toEqual(ids.sort());
      return records;
    },
    { timeout: 20_000, every: 300 },
  );
  const next = new Map<string, number>();
  const inversions = facts.filter(({ key, headers }) => {
    const expected = (next.get(key) ?? 0) + 1;
    next.set(key, Number(headers['ce_sequence']));
    return Number(headers['ce_sequence']) !== expected;
  });
  return { written, inversions };
};
