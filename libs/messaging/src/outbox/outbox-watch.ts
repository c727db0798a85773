import { inTransaction, logger } from '@siger/service';
import type { DataSource } from 'typeorm';
import { outboxOldestAge, outboxUnpublished, snapshotXipCount } from '../metrics.js';
import { SWEEP, SWEEP_PARKED, SWEEP_ROWS, WAITING } from './window.js';

const log = logger('outbox');
const EVERY_MS = 5_000;
const SWEEP_EVERY = 720;
const KEPT_DAYS = 7;
const PARKED_KEPT_DAYS = 90;

/** Counts what waits, and removes what was sent long ago. */
export class OutboxWatch {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private round = 0;
  /** Seconds that the oldest event has waited, when last counted. */
  oldestAge = 0;

  constructor(private readonly dataSource: DataSource) {}

  start() {
    this.running = this.look().finally(() => {
      if (!this.stopped) this.timer = setTimeout(() => this.start(), EVERY_MS).unref();
    });
  }

  async stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async look() {
    try {
      const waiting = await this.count();
      this.oldestAge = waiting?.age ?? 0;
      outboxUnpublished.set(waiting?.rows ?? 0);
      outboxOldestAge.set(this.oldestAge);
      snapshotXipCount.set(waiting?.underWay ?? 0);
      if (this.round++ % SWEEP_EVERY === 0) await this.sweep();
    } catch (error) {
      log.debug({ err: error }, 'The outbox could not be counted.');
    }
  }

  /** In small portions, so that no lock and no transaction is long. */
  async sweep() {
    let removed = SWEEP_ROWS;
    while (removed === SWEEP_ROWS && !this.stopped) {
      const [rows] = await this.dataSource.query<[unknown[], number]>(SWEEP, [KEPT_DAYS]);
      removed = rows.length;
    }
    await this.dataSource.query(SWEEP_PARKED, [PARKED_KEPT_DAYS]);
  }

  /** Without statistics of transaction ids the planner would read the whole table. */
  private count() {
    return inTransaction(this.dataSource, async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      const [waiting] = await manager.query<{ rows: number; age: number; underWay: number }[]>(WAITING);
      return waiting;
    });
  }
}
