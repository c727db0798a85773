import { Inject, Injectable } from '@nestjs/common';
import { DiscardParked, RedriveParked } from '@siger/contracts';
import { audit, transaction } from '@siger/service';
import { Consumers } from '../consumers.js';
import { NOT_OF_A_REBUILD } from '../inbox/parking.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { maskedKey } from './masked-envelope.js';
import { assertRedrivable, type KeptEvent, openEvents } from './parked.js';

/**
 * Locks the named events and every open event of their keys, the first of a key first: in the order in which the worker locks
 * them, so that neither waits for the other in a circle.
 */
const LOCK = `
SELECT p.seq AS id, p.consumer, p.key, p.status, p.event_id AS "eventId" FROM inbox_parked p
WHERE (p.consumer, p.key) IN (SELECT consumer, key FROM inbox_parked WHERE seq = ANY ($1::bigint[]) AND ${NOT_OF_A_REBUILD})
  AND (p.status IN ('parked', 'dead') OR p.seq = ANY ($1::bigint[]))
ORDER BY p.consumer, p.key, p.sequence, p.seq FOR UPDATE`;
const AGAIN = `UPDATE inbox_parked SET status = 'parked', attempts = 0 WHERE seq = ANY ($1::bigint[])`;
const GIVE_UP = `UPDATE inbox_parked SET status = 'discarded', payload = NULL, error = $2 WHERE seq = ANY ($1::bigint[])`;
/** What is left of the keys is tried at once, from the first of each. */
const GO_ON = `
UPDATE inbox_parked p SET next_at = now() FROM unnest($1::text[], $2::text[]) u(consumer, key)
WHERE p.consumer = u.consumer AND p.key = u.key AND p.status = 'parked'`;

/** What an operator does about events that could not be handled; all of a request or none of it. */
@Injectable()
export class ParkedCommands {
  constructor(
    private readonly consumers: Consumers,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  /** Tries them again, from their first attempt, in the order of their keys. Answers how many. */
  async redrive({ ids }: RedriveParked): Promise<number> {
    const { wanted, rows } = await this.lock(ids);
    assertRedrivable(wanted, rows, this.known);
    await this.settle('redriven', AGAIN, wanted, [], {});
    return wanted.length;
  }

  /** Gives them up for good; what waits behind them goes on. Answers how many. */
  async discard({ ids, reason, note }: DiscardParked): Promise<number> {
    const { wanted } = await this.lock(ids);
    await this.settle('discarded', GIVE_UP, wanted, [[reason, note].filter(Boolean).join(': ')], { reason });
    return wanted.length;
  }

  private get known() {
    return { service: this.options.service, hasConsumer: (name: string) => this.consumers.has(name) };
  }

  private async lock(asked: readonly string[]) {
    const ids = [...new Set(asked)];
    const numbers = ids.filter((id) => /^[1-9][0-9]{0,17}$/.test(id));
    const rows = await transaction().query<KeptEvent[]>(LOCK, [numbers]);
    return { wanted: openEvents(ids, rows, this.known), rows };
  }

  private async settle(act: string, change: string, events: readonly KeptEvent[], values: unknown[], details: object) {
    await transaction().query(change, [events.map(({ id }) => id), ...values]);
    await transaction().query(GO_ON, [events.map(({ consumer }) => consumer), events.map(({ key }) => key)]);
    for (const { id, consumer, key, eventId } of events)
      audit(`parked-event.${act}`, `parked-event/${id}`, { consumer, key: maskedKey(key), eventId, ...details });
  }
}
