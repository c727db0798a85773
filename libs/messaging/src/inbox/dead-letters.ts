import { Inject, Injectable } from '@nestjs/common';
import { deadLetterRecorded, type DeadReason, fact } from '@siger/contracts';
import { context, logger, newId } from '@siger/service';
import type { EntityManager } from 'typeorm';
import { contractViolation, deadTotal } from '../metrics.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { Outbox } from '../outbox/outbox.js';
import { stamped } from '../outbox/stamp.js';
import type { IncomingRecord } from './record.js';

const log = logger('dead-letters');
const DEAD_TOPIC = 'platform.dead';

/** Events given up: kept with their content in the service's own database, told to the platform without it. */
@Injectable()
export class DeadLetters {
  constructor(
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
    if (reason === 'CONTRACT_VIOLATED') contractViolation.inc({ type: record.type ?? 'none' });
    log.error({ consumer, reason, detail, topic, partition, offset, eventId: record.eventId }, 'An event is given up.');
    if (topic === DEAD_TOPIC) return;
    const deadLetterId = newId();
    const eventId = record.eventId;
    const letter = { deadLetterId, service: this.options.service, consumer, reason, topic, partition, offset, eventId };
    const stamp = { key: deadLetterId, sequence: 1, service: this.options.service, context: context() };
    await this.outbox.append(manager, [stamped(fact(deadLetterRecorded, letter), stamp)]);
  }
}
