import { inTransaction, logger } from '@siger/service';
import type { DataSource, EntityManager } from 'typeorm';
import type { DeadReason } from '@siger/contracts';
import { Alarm } from '../backoff.js';
import { PoisonError } from '../errors.js';
import { deadLetters as deadLettersOpen, parkedKeys, parkedOldestAge } from '../metrics.js';
import type { DeadLetters } from './dead-letters.js';
import { decode } from './decode.js';
import {
  AGAIN,
  COUNTS,
  DEAD_COUNTS,
  DONE,
  DUE,
  FIRST,
  FOLLOW,
  GIVE_UP,
  type ParkedKey,
  type ParkedRow,
  recordOfParked,
} from './parking.js';
import { perform } from './perform.js';
import type { Plan } from './plan.js';
import { isTransient, lookIn, nameOf, retryWait, TRIES } from './policy.js';

const log = logger('parking');
const LOOK_MS = 1_000;
/** Where very much waits, a look takes long, and is taken less often. */
const LOOKING = 0.1;
const LONGEST_MS = 10_000;
/** Events of one key before another has its turn. */
const OF_A_KEY = 100;
const COUNT_EVERY_MS = 10_000;
const TRANSIENT_WAIT_S = 5;

type Outcome = 'none' | 'done' | 'failed';

/** What a try of a parked event failed with; the row is known again after the rollback. */
class Failed extends Error {
  constructor(
    readonly row: ParkedRow,
    override readonly cause: unknown,
  ) {
    super('A parked event failed again.');
  }
}

/** A record that was re-driven and still cannot be read, or still breaks its contract. */
class BrokenAgain extends Error {
  constructor(
    readonly reason: DeadReason,
    detail: string,
  ) {
    super(detail);
  }
}

/** Tries parked keys again, the first event of a key first, each in the transaction that takes it off the list. */
export class ParkingWorker {
  private readonly alarm = new Alarm();
  private readonly plans: ReadonlyMap<string, Plan>;
  private running: Promise<void> | undefined;
  private stopped = false;
  /** How long the last look took, in milliseconds. */
  private looked = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly deadLetters: Pick<DeadLetters, 'tell'>,
    plans: readonly Plan[],
  ) {
    this.plans = new Map(plans.map((plan) => [plan.consumer, plan]));
  }

  start() {
    this.running ??= this.run();
  }

  async stop() {
    this.stopped = true;
    this.alarm.wake();
    await this.running;
  }

  /** An event of ours comes due in so many seconds: looked at then, where that is before the next look. */
  expect(seconds: number) {
    if (seconds * 1_000 <= LOOK_MS) setTimeout(() => this.alarm.wake(), lookIn(seconds)).unref();
  }

  private async run() {
    let counted = -Infinity;
    while (!this.stopped) {
      try {
        while (!this.stopped && (await this.tryDue()));
        if (performance.now() - counted >= COUNT_EVERY_MS) {
          await this.count();
          counted = performance.now();
        }
      } catch (error) {
        if (!isTransient(error)) log.error({ err: error }, 'Parked events could not be looked at.');
      }
      if (!this.stopped) await this.alarm.sleep(Math.min(LONGEST_MS, Math.max(LOOK_MS, this.looked / LOOKING)));
    }
  }

  /** Keys whose time has come, each for as long as one event after the other goes well; answers whether there was an event. */
  private async tryDue(): Promise<boolean> {
    const asked = performance.now();
    const keys = await this.dataSource.query<ParkedKey[]>(DUE, [[...this.plans.keys()]]);
    this.looked = performance.now() - asked;
    let tried = 0;
    for (const key of keys) {
      let outcome: Outcome = 'done';
      for (let n = 0; n < OF_A_KEY && outcome === 'done' && !this.stopped; n += 1) {
        outcome = await this.tryFirst(key);
        if (outcome !== 'none') tried += 1;
      }
    }
    return tried > 0;
  }

  /** The first event of a key, where its time has come. */
  private async tryFirst(key: ParkedKey): Promise<Outcome> {
    try {
      return (await inTransaction(this.dataSource, (manager) => this.take(manager, key))) ? 'done' : 'none';
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      await this.failed(error.row, error.cause);
      return 'failed';
    }
  }

  private async take(manager: EntityManager, { consumer, key }: ParkedKey): Promise<boolean> {
    const [row] = await manager.query<ParkedRow[]>(FIRST, [consumer, key]);
    if (!row) return false;
    const record = recordOfParked(row);
    const decoded = decode(record);
    const route = this.plans.get(row.consumer)?.routeOf(record, decoded);
    try {
      if (decoded.kind === 'dead') throw new BrokenAgain(decoded.reason, decoded.detail);
      if (decoded.kind === 'unknown' || decoded.kind === 'unheard' || !route) throw new Error('no handler of this version');
      await perform([{ record, decoded, route, eventId: null }]);
      await manager.query(DONE, [row.seq]);
      await manager.query(FOLLOW, [row.consumer, row.key]);
    } catch (error) {
      throw new Failed(row, error);
    }
    return true;
  }

  private async failed(row: ParkedRow, error: unknown) {
    const attempts = row.attempts + 1;
    const why = nameOf(error);
    if (isTransient(error)) await this.dataSource.query(AGAIN, [row.seq, row.attempts, why, TRANSIENT_WAIT_S]);
    else if (error instanceof BrokenAgain) await this.giveUp(row, attempts, error.reason, error.message);
    else if (error instanceof PoisonError) await this.giveUp(row, attempts, 'REFUSED', why);
    else if (attempts >= TRIES) await this.giveUp(row, attempts, 'EXHAUSTED', why);
    else {
      const wait = retryWait(attempts);
      await this.dataSource.query(AGAIN, [row.seq, attempts, why, wait]);
      this.expect(wait);
    }
  }

  private async giveUp(row: ParkedRow, attempts: number, reason: DeadReason, why: string) {
    await inTransaction(this.dataSource, async (manager) => {
      const [given] = await manager.query<[unknown[], number]>(GIVE_UP, [row.seq, attempts, `${reason}: ${why}`]);
      if (given.length === 0) return;
      await this.deadLetters.tell(manager, row.consumer, recordOfParked(row), reason, why);
      await manager.query(FOLLOW, [row.consumer, row.key]);
    });
  }

  private async count() {
    const rows = await this.dataSource.query<{ consumer: string; keys: number; age: number }[]>(COUNTS);
    parkedKeys.reset();
    for (const { consumer, keys } of rows) parkedKeys.set({ consumer }, keys);
    parkedOldestAge.set(Math.max(0, ...rows.map(({ age }) => age)));
    const dead = await this.dataSource.query<{ consumer: string; events: number }[]>(DEAD_COUNTS);
    deadLettersOpen.reset();
    for (const { consumer, events } of dead) deadLettersOpen.set({ consumer }, events);
  }
}
