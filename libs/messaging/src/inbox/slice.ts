import { setTimeout as sleep } from 'node:timers/promises';
import type { DeadReason } from '@siger/contracts';
import { inTransaction } from '@siger/service';
import type { DataSource, EntityManager } from 'typeorm';
import { OutOfOrderError, PoisonError } from '../errors.js';
import { e2eSeconds, inboxDuplicates, inboxFenced } from '../metrics.js';
import { Allowance } from './allowance.js';
import type { DeadLetters } from './dead-letters.js';
import { type Fresh, type Place, takeFresh } from './inbox.js';
import { park, type Parked } from './parking.js';
import { culpritOf, perform } from './perform.js';
import type { Item } from './plan.js';
import type { ParkingWorker } from './parking-worker.js';
import { isTransient, nameOf, repeatingConflicts, retryWait, SOON_MS } from './policy.js';

/** Tells the broker that the member lives; raises when the group has changed. */
export type Heartbeat = () => Promise<void>;
/** What happens to the items that are new: their effect, or being parked or given up. */
type Effect = (manager: EntityManager, fresh: Fresh) => Promise<void>;

const behind: Parked = { error: null, status: 'parked', attempts: 0, wait: 0 };
const given = (error: string): Parked => ({ error, status: 'dead', attempts: 1, wait: 0 });

/**
 * The effect of a slice of one partition on one consumer: one transaction where all goes well; parts, and at last single events,
 * where something does not. Raises only what is transient, or what the heartbeat raises: then nothing of the slice's rest has happened.
 */
export class SliceRunner {
  private readonly allowance = new Allowance();

  constructor(
    private readonly dataSource: DataSource,
    private readonly deadLetters: Pick<DeadLetters, 'tell'>,
    private readonly parking: Pick<ParkingWorker, 'expect'>,
  ) {}

  /** `next` is the offset behind the slice. */
  async run(place: Place, items: readonly Item[], next: number, heartbeat: Heartbeat): Promise<void> {
    const fault = await this.faultOf(place, items, next);
    if (fault) await this.apart(place, items, next, heartbeat, fault.error);
  }

  /** What the items failed with together, where they did. */
  private async faultOf(place: Place, items: readonly Item[], next: number): Promise<{ error: unknown } | undefined> {
    try {
      await this.transact(place, items, next, (manager, fresh) => this.handle(manager, place, fresh));
      return undefined;
    } catch (error) {
      if (isTransient(error)) throw error;
      return { error };
    }
  }

  /**
   * Items that failed together: the first of them that fails alone is looked for, by halves where nobody is to blame, and what goes well
   * is done on the way. What is behind it is a slice of its own.
   */
  private async apart(place: Place, items: readonly Item[], next: number, heartbeat: Heartbeat, error: unknown): Promise<void> {
    if (items.length === 0) throw error;
    const offsetOf = (index: number) => items[index]?.record.offset ?? next;
    // Everything before `from` is done; of those up to `to` one fails.
    let [from, to, failure, isAlone] = [0, items.length, error, items.length === 1];
    while (!isAlone && from < to) {
      await heartbeat();
      const blamed = items.slice(from, to).indexOf(culpritOf(failure) as Item);
      const middle = from + (blamed < 0 ? Math.ceil((to - from) / 2) : blamed);
      const again = middle > from ? await this.faultOf(place, items.slice(from, middle), offsetOf(middle)) : undefined;
      isAlone = again ? middle - from === 1 : blamed >= 0;
      if (again) [to, failure] = [middle, again.error];
      else from = middle;
    }
    const culprit = isAlone ? items[from] : undefined;
    if (culprit) await this.single(place, culprit, offsetOf(from + 1), failure);
    const rest = items.slice(culprit ? from + 1 : from);
    if (rest.length > 0) await this.run(place, rest, next, heartbeat);
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

  /**
   * One event that failed: given up, or parked with its key and tried again soon from there, so that it holds no other key up. Where
   * one key after the other fails, it is not the keys: the partition waits with each before it lets go of it.
   */
  private async single(place: Place, item: Item, next: number, failure: unknown): Promise<void> {
    let [error, attempts] = [failure, 1];
    const isPlain = () => !(error instanceof PoisonError || error instanceof OutOfOrderError);
    const waits = isPlain() && !this.allowance.take(`${place.consumer} ${place.topic}/${place.partition}`) ? SOON_MS : [];
    for (const wait of waits) {
      if (!isPlain()) break;
      await sleep(wait);
      try {
        return await this.transact(place, [item], next, (manager, fresh) => this.handle(manager, place, fresh));
      } catch (again) {
        if (isTransient(again)) throw again;
        error = again;
        attempts += 1;
      }
    }
    const [why, wait] = [nameOf(error), retryWait(attempts)];
    const poison = error instanceof PoisonError;
    await this.transact(place, [item], next, async (manager) => {
      if (poison) await this.giveUp(manager, place.consumer, item, 'REFUSED', why);
      else await park(manager, place.consumer, item, { error: why, status: 'parked', attempts, wait });
    });
    this.parking.expect(wait);
  }

  private async giveUp(manager: EntityManager, consumer: string, item: Item, reason: DeadReason, detail: string) {
    await park(manager, consumer, item, given(`${reason}: ${detail}`));
    await this.deadLetters.tell(manager, consumer, item.record, reason, detail);
  }
}
