import { Injectable } from '@nestjs/common';
import { afterCommit } from '@siger/service';
import type { EntityManager } from 'typeorm';
import { refuseInRebuild } from '../rebuild/shadow.js';
import type { Statement } from '../row.js';
import type { OutboxRow } from './stamp.js';

const columns = 'event_id, type, topic, key, sequence, correlation_id, causation_id, part, hdr, payload';
const width = columns.split(',').length;
const CHUNK = 500;

const valuesOf = (row: OutboxRow): unknown[] => [
  row.eventId,
  row.type,
  row.topic,
  row.key,
  row.sequence,
  row.correlationId,
  row.causationId,
  row.part,
  row.hdr,
  row.payload,
];
const placeholders = (rows: number, behind: number) =>
  Array.from(
    { length: rows },
    (_, r) => `(${Array.from({ length: width }, (__, c) => `$${behind + r * width + c + 1}`).join(',')})`,
  ).join();

/** One statement for the row and its events: a round trip less while locks are held. */
const insertion = (rows: readonly OutboxRow[], row?: Statement): Statement => {
  const stored = row?.values ?? [];
  const sql = `INSERT INTO outbox (${columns}) VALUES ${placeholders(rows.length, stored.length)}`;
  return { sql: row ? `WITH stored AS (${row.sql}) ${sql}` : sql, values: [...stored, ...rows.flatMap(valuesOf)] };
};

/** Appends events to the outbox inside the business transaction; what waits for them is woken after the commit. */
@Injectable()
export class Outbox {
  private readonly sleepers = new Set<(parts: readonly number[]) => void>();

  /** Called after each commit that appended, with the partitions; answers the function that takes it back. */
  onAppended(wake: (parts: readonly number[]) => void) {
    this.sleepers.add(wake);
    return () => void this.sleepers.delete(wake);
  }

  /**
   * To be called after the lock on the aggregate's row is taken: then the order of ids is the order of the aggregate's changes.
   * Raises while a read model is rebuilt: what was said once is never said again. `row` stores what the events tell of.
   */
  async append(manager: EntityManager, rows: readonly OutboxRow[], row?: Statement): Promise<void> {
    if (rows.length === 0) return row && manager.query(row.sql, [...row.values]);
    refuseInRebuild(manager, 'causes events');
    for (let from = 0; from < rows.length; from += CHUNK) {
      const { sql, values } = insertion(rows.slice(from, from + CHUNK), from === 0 ? row : undefined);
      await manager.query(sql, [...values]);
    }
    const parts = rows.map(({ part }) => part);
    afterCommit(() => this.sleepers.forEach((wake) => wake(parts)));
  }
}
