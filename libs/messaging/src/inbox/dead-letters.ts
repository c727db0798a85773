import { Inject, Injectable } from '@nestjs/common';
import { deadLetterRecorded, type DeadReason, fact } from '@siger/contracts';
import { context, inTransaction, logger, newId } from '@siger/service';
import { DataSource, type EntityManager } from 'typeorm';
import { contractViolation, deadTotal } from '../metrics.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { Outbox } from '../outbox/outbox.js';
import { stamped } from '../outbox/stamp.js';
import { idOf } from './decode.js';
import type { IncomingRecord } from './record.js';

const log = logger('dead-letters');
const DEAD_TOPIC = 'platform.dead';

export interface DeadEvent {
  id: string;
  consumer: string;
  key: string;
  eventId: string | null;
  error: string | null;
  attempts: number;
  parkedAt: Date;
}

/** Events given up: kept with their content in the service's own database, told to the platform without it. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  /** Tells that an event is dead, in the transaction that gives it up. A dead letter that is dead itself is only kept. */
  async tell(
    manager: EntityManager,
    consumer: string,
    record: IncomingRecord,
    reason: DeadReason,
    detail: string,
  ): Promise<void> {
    const { topic, partition, offset } = record;
    deadTotal.inc({ reason, consumer });
    if (reason === 'CONTRACT_VIOLATED') contractViolation.inc({ type: record.headers['ce_type'] ?? 'none' });
    log.error({ consumer, reason, detail, topic, partition, offset, eventId: idOf(record) }, 'An event is given up.');
    if (topic === DEAD_TOPIC) return;
    const deadLetterId = newId();
    const eventId = idOf(record);
    const letter = { deadLetterId, service: this.options.service, consumer, reason, topic, partition, offset, eventId };
    const stamp = { key: deadLetterId, sequence: 1, service: this.options.service, context: context() };
    await this.outbox.append(manager, [stamped(fact(deadLetterRecorded, letter), stamp)]);
  }

  async list(limit = 100): Promise<DeadEvent[]> {
    return this.dataSource.query<DeadEvent[]>(
      `SELECT seq AS id, consumer, key, event_id AS "eventId", error, attempts, parked_at AS "parkedAt"
       FROM inbox_parked WHERE status = 'dead' ORDER BY seq DESC LIMIT $1`,
      [limit],
    );
  }

  /** Tries them again, from their first attempt. Answers how many. */
  async redrive(ids: readonly string[]): Promise<number> {
    return this.settle(ids, `status = 'parked', attempts = 0, next_at = now()`);
  }

  /** Gives them up for good. Answers how many. */
  async discard(ids: readonly string[]): Promise<number> {
    return this.settle(ids, `status = 'discarded', payload = NULL`);
  }

  private settle(ids: readonly string[], change: string): Promise<number> {
    return inTransaction(this.dataSource, async (manager) => {
      const text = `UPDATE inbox_parked SET ${change} WHERE status = 'dead' AND seq = ANY ($1::bigint[]) RETURNING seq`;
      const [rows] = await manager.query<[unknown[], number]>(text, [ids]);
      return rows.length;
    });
  }
}
