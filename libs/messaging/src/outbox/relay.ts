import { logger } from '@siger/service';
import type { Pool } from 'pg';
import { Alarm, Backoff } from '../backoff.js';
import { outboxDead, relayBatchSize, relayLeaseLost, relayWindowRows } from '../metrics.js';
import { chunks } from './chunks.js';
import { isFree, layOut } from './layout.js';
import { type Seat, Seats } from './seats.js';
import type { Sender } from './sender.js';
import { LeaseLost, Session } from './session.js';
import { type Shard, shardsOf } from './shard.js';
import type { PendingRow } from './window.js';

const log = logger('relay');

const PAGE_ROWS = 2_000;
/** A window with fewer is read by one statement; what is behind so many is read in pages. */
const FRESH_ROWS = 500;
/** Times as many are looked at by one statement for the first of very many. */
const SEARCHED = 400;
const IDLE_MS = 50;
const IDLE_LONGEST_MS = 500;
/** Sleeps without an event before they grow. */
const IDLE_PATIENCE = 40;
const LEASE_TAKEN_MS = 1_000;

export interface RelayOptions {
  pool(): Pool | undefined;
  sender: Sender;
  /** All of the outbox when absent. */
  shard?: Shard;
  /** Shared by the relays of this process. */
  seats?: Seats;
  /** Rows of one read. A window with more is kept and read page by page, the next one while the last is sent. */
  pageRows?: number;
}

/** Carries a shard of the outbox to Kafka: in order, at least once, one holder of the lease at a time. */
export class Relay {
  private readonly alarm = new Alarm();
  /** Rung by the end only: whoever waits for the lease is not helped by a commit. */
  private readonly turn = new Alarm();
  private readonly stopping = new AbortController();
  private readonly backoff = new Backoff(200, 5_000);
  private running: Promise<void> | undefined;
  private draining = false;
  private idle = 0;

  private readonly pageRows: number;
  private readonly shard: Shard;
  private readonly seats: Seats;

  constructor(private readonly options: RelayOptions) {
    const [alone] = shardsOf(1) as [Shard];
    this.pageRows = options.pageRows ?? PAGE_ROWS;
    this.shard = options.shard ?? alone;
    this.seats = options.seats ?? new Seats(1);
  }

  start() {
    this.running ??= this.run();
  }

  /** After a commit: the events are read at once. */
  wake() {
    this.alarm.wake();
  }

  /** Sends what is committed, for at most `ms`, then stops for good. */
  async drain(ms: number): Promise<void> {
    this.draining = true;
    this.alarm.wake();
    this.turn.wake();
    const deadline = setTimeout(() => {
      this.stopping.abort(new Error('The relay has to stop.'));
      void this.options.sender.close();
    }, ms);
    await this.running;
    clearTimeout(deadline);
    this.stopping.abort();
    await this.options.sender.close();
  }

  private async run() {
    while (!this.stopping.signal.aborted) {
      try {
        const finished = await this.hold();
        if (this.draining && finished) return;
      } catch (error) {
        this.failed(error);
        if (this.draining && this.stopping.signal.aborted) return;
        await this.alarm.sleep(this.backoff.next());
      }
    }
  }

  private failed(error: unknown) {
    if (error instanceof LeaseLost) relayLeaseLost.inc();
    if (!this.stopping.signal.aborted) log.warn({ err: error }, 'The relay lost its hold; it takes it up again.');
  }

  /** Works as long as the lease is ours; answers whether there is nothing left to do. */
  private async hold(): Promise<boolean> {
    const pool = this.options.pool();
    const seat = pool && this.seats.take();
    try {
      const session = seat && (await Session.open(pool, this.shard, this.seats.owner));
      if (session) return await this.keep(session, seat);
      if (pool && (await layOut(pool, this.shard.of))) return false;
      if (seat && (await isFree(pool, this.shard))) return false;
    } finally {
      seat?.release();
    }
    if (!this.draining) await this.turn.sleep(LEASE_TAKEN_MS);
    return true;
  }

  private async keep(session: Session, seat: Seat) {
    this.backoff.reset();
    try {
      await this.work(session, seat);
      await session.settled();
      return true;
    } finally {
      await session.close();
    }
  }

  private async work(session: Session, seat: Seat) {
    const signal = AbortSignal.any([session.signal, this.stopping.signal]);
    if (session.position.now) await this.finish(session, [], signal);
    const limit = Math.min(FRESH_ROWS, this.pageRows);
    for (;;) {
      signal.throwIfAborted();
      if (!this.draining && seat.isSurplus()) return;
      this.alarm.answer();
      const rows = await session.fresh(limit);
      const [first] = rows;
      if (!first) {
        if (this.draining) return;
        await this.rest();
        continue;
      }
      this.idle = 0;
      relayWindowRows.observe(rows.length);
      const { prev } = session.position;
      if (rows.length < limit) {
        await this.send(session, rows, signal);
        session.move({ prev: first.now, now: null, lastId: '0' });
      } else {
        // Who takes the window up behind a crash must not look for its first row among a week of sent ones.
        const id = first.many ? await session.firstOf(first.now, SEARCHED * limit, signal) : BigInt(first.id);
        session.move({ prev, now: first.now, lastId: String(id - 1n) });
        await this.finish(session, first.many ? [] : rows, signal);
      }
    }
  }

  /** Fifty milliseconds, or until a commit; longer once nothing has happened for a while. */
  private async rest() {
    this.idle += 1;
    const over = Math.max(0, this.idle - IDLE_PATIENCE);
    await this.alarm.sleep(Math.min(IDLE_MS * (1 + over / 4), IDLE_LONGEST_MS));
  }

  /** The rest of an open window, behind the rows that are read already. */
  private async finish(session: Session, read: readonly PendingRow[], signal: AbortSignal) {
    const { prev, now } = session.position;
    let rows = read.length ? read : await session.page(session.position.lastId, this.pageRows);
    for (let last = rows.at(-1); last; last = rows.at(-1)) {
      const next = session.page(last.id, this.pageRows);
      next.catch(() => undefined);
      await this.send(session, rows, signal, (lastId) => session.move({ prev, now, lastId }));
      rows = await next;
    }
    session.move({ prev: now ?? prev, now: null, lastId: '0' });
  }

  private async send(
    session: Session,
    rows: readonly PendingRow[],
    signal: AbortSignal,
    sent: (lastId: string) => void = () => undefined,
  ) {
    for (const chunk of chunks(rows)) {
      const { sender } = this.options;
      await sender.deliver(
        chunk,
        signal,
        (row, reason) => bury(session, row, reason),
        () => session.confirm(),
      );
      relayBatchSize.observe(chunk.length);
      const last = chunk.at(-1);
      if (last) sent(last.id);
    }
  }
}

const BURY = `
INSERT INTO outbox_dead (id, event_id, reason, record) SELECT id, event_id, $2, $3 FROM outbox WHERE id = $1 ON CONFLICT DO NOTHING`;

/** Keeps a row that the broker refuses for ever, without its content in any log, and lets the others pass. */
const bury = async (session: Session, row: PendingRow, reason: string) => {
  const { id, topic, key, part, payload } = row;
  const record = { topic, key, part, bytes: payload?.length ?? 0 };
  await session.execute(BURY, [id, reason, record]);
  outboxDead.inc({ reason });
  log.error({ outboxId: id, topic, reason }, 'The broker will never take this event; it is kept in outbox_dead.');
};
