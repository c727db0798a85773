import { setTimeout as sleep } from 'node:timers/promises';
import type { DeadReason } from '@siger/contracts';
import { inTransaction } from '@siger/service';
import type { DataSource, EntityManager } from 'typeorm';
import { OutOfOrderError, PoisonError } from '../errors.js';
import { e2eSeconds, inboxDuplicates, inboxFenced } from '../metrics.js';
import type { DeadLetters } from './dead-letters.js';
import { type Fresh, type Place, takeFresh } from './inbox.js';
import { park, type Parked } from './parking.js';
import { perform } from './perform.js';
import type { Item } from './plan.js';
import { IN_PLACE_MS, isTransient, nameOf, parkedWait, repeatingConflicts } from './policy.js';

/** Tells the broker that the member lives; raises when the group has changed. */
export type Heartbeat = () => Promise<void>;
/** What happens to the items that are new: their effect, or being parked or given up. */
type Effect = (manager: EntityManager, fresh: Fresh) => Promise<void>;

const behind: Parked = { error: null, status: 'parked', attempts: 0, wait: 0 };
const given = (error: string): Parked => ({ error, status: 'dead', attempts: 1, wait: 0 });

/**
 * The effect of a slice of one partition on one consumer: one transaction where all goes well; halves, and at last single events,
 * where something does not. Raises only what is transient, or what the heartbeat raises: then nothing of the slice's rest has happened.
 */
export class SliceRunner {
  constructor(
    private readonly dataSource: DataSource,
    private readonly deadLetters: Pick<DeadLetters, 'tell'>,
  ) {}

  /** `next` is the offset behind the slice. */
  async run(place: Place, items: readonly Item[], next: number, heartbeat: Heartbeat): Promise<void> {
    try {
      await this.transact(place, items, next, (manager, fresh) => this.handle(manager, place, fresh));
    } catch (error) {
      if (isTransient(error)) throw error;
      await heartbeat();
      const middle = Math.ceil(items.length / 2);
      const second = items[middle];
      const [only] = items;
      if (second) {
        await this.run(place, items.slice(0, middle), second.record.offset, heartbeat);
        await this.run(place, items.slice(middle), next, heartbeat);
      } else if (only) await this.single(place, only, next, error);
    }
  }

  /** The inbox around an effect: fence, ids and effect are durable together or not at all. */
  private async transact(place: Place, items: readonly Item[], next: number, effect: Effect): Promise<void> {
    const fresh = await repeatingConflicts(() =>
      inTransaction(this.dataSource, async (manager) => {
        const taken = await takeFresh(manager, place, items, next);
        if (taken.items.length) await effect(manager, taken);
        return taken;
      }),
    );
    inboxFenced.inc({ consumer: place.consumer }, fresh.fenced);
    inboxDuplicates.inc({ consumer: place.consumer }, fresh.duplicates);
    const now = Date.now();
    for (const { decoded } of fresh.items)
      if (decoded.kind === 'event') e2eSeconds.observe({ type: decoded.meta.type }, (now - decoded.meta.time.getTime()) / 1000);
  }

  private async handle(manager: EntityManager, { consumer }: Place, { items, parked }: Fresh) {
    const live: Item[] = [];
    for (const item of items) {
      if (item.decoded.kind === 'dead') await this.giveUp(manager, consumer, item, item.decoded.reason, item.decoded.detail);
      else if (parked.has(item.record.key)) await park(manager, consumer, item, behind);
      else live.push(item);
    }
    await perform(live);
  }

  /** One event that failed: tried again in place, then parked with its key, or given up. */
  private async single(place: Place, item: Item, next: number, failure: unknown): Promise<void> {
    let error = failure;
    for (const wait of IN_PLACE_MS) {
      if (error instanceof PoisonError || error instanceof OutOfOrderError) break;
      await sleep(wait);
      try {
        return await this.transact(place, [item], next, (manager, fresh) => this.handle(manager, place, fresh));
      } catch (again) {
        if (isTransient(again)) throw again;
        error = again;
      }
    }
    const why = nameOf(error);
    const poison = error instanceof PoisonError;
    await this.transact(place, [item], next, async (manager) => {
      if (poison) await this.giveUp(manager, place.consumer, item, 'REFUSED', why);
      else await park(manager, place.consumer, item, { error: why, status: 'parked', attempts: 1, wait: parkedWait(1) });
    });
  }

  private async giveUp(manager: EntityManager, consumer: string, item: Item, reason: DeadReason, detail: string) {
    await park(manager, consumer, item, given(`${reason}: ${detail}`));
    await this.deadLetters.tell(manager, consumer, item.record, reason, detail);
  }
}
