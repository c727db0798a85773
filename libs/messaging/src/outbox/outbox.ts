import { Injectable } from '@nestjs/common';
import { afterCommit } from '@siger/service';
import type { EntityManager } from 'typeorm';
import { refuseInRebuild } from '../rebuild/shadow.js';
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
const placeholders = (rows: number) =>
  Array.from(
    { length: rows },
    (_, r) => `(${Array.from({ length: width }, (__, c) => `$${r * width + c + 1}`).join(',')})`,
  ).join();

/** Appends events to the outbox inside the business transaction; what waits for them is woken after the commit. */
@Injectable()
export class Outbox {
  private readonly sleepers = new Set<() => void>();

  /** Called after each commit that appended; answers the function that takes it back. */
  onAppended(wake: () => void) {
    this.sleepers.add(wake);
    return () => void this.sleepers.delete(wake);
  }

  /**
   * To be called after the lock on the aggregate's row is taken: then the order of ids is the order of the aggregate's changes.
   * Raises while a read model is rebuilt: what was said once is never said again.
   */
  async append(manager: EntityManager, rows: readonly OutboxRow[]): Promise<void> {
    if (rows.length === 0) return;
    refuseInRebuild(manager, 'causes events');
    for (let from = 0; from < rows.length; from += CHUNK) {
      const chunk = rows.slice(from, from + CHUNK);
      await manager.query(`INSERT INTO outbox (${columns}) VALUES ${placeholders(chunk.length)}`, chunk.flatMap(valuesOf));
    }
    afterCommit(() => this.sleepers.forEach((wake) => wake()));
  }
}
