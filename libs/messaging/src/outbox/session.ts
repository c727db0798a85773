import { setTimeout as sleep } from 'node:timers/promises';
import { sqlState } from '@siger/service';
import type { Pool, PoolClient, QueryConfig, QueryResultRow } from 'pg';
import { CopiedRows } from './copied-rows.js';
import type { Shard } from './shard.js';
import { FIRST_OF_NEXT, FIRST_UNDER_WAY, FRESH, type FreshRow, LEASE, pageOf, type PendingRow, RELEASE, SAVE } from './window.js';

/** How far the relay is: everything visible in `prev` is sent; of the window up to `now`, where one is open, everything up to `lastId`. */
export interface Position {
  prev: string;
  now: string | null;
  lastId: string;
}

/** Answer to FIRST_UNDER_WAY and FIRST_OF_NEXT. */
interface First {
  first: string | null;
  last?: string | null;
}

export const LEASE_SECONDS = 15;
const RENEW_MS = 4_000;
const SAVE_MS = 20;
/** Before it runs out at the database, by the clock of this process. */
const SURE_MS = (LEASE_SECONDS - 1) * 1_000;
/**
 * A table that grows faster than its statistics is read along its indices all the same: sorting what waits for every page costs six
 * times the page. A lost cursor only means that events are sent twice, so its commits need not wait for the disk.
 */
const SETTINGS = `
SET application_name = 'siger-relay';
SET enable_seqscan = off; SET enable_bitmapscan = off; SET max_parallel_workers_per_gather = 0; SET jit = off;
SET synchronous_commit = off`;

/** Raised where another relay has taken the shard over. */
export class LeaseLost extends Error {}

/** One connection that holds the lease of a shard: only its holder sends. */
export class Session {
  /** Until what has moved is written down. */
  private saving: Promise<void> | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private renewing = false;
  private readonly heartbeat: NodeJS.Timeout;
  private readonly ended = new AbortController();

  private constructor(
    private readonly client: PoolClient,
    private readonly shard: Shard,
    private readonly owner: string,
    public position: Position,
    /** When the lease was last asked for with success. */
    private renewed: number,
  ) {
    this.heartbeat = setInterval(() => void this.renew(), RENEW_MS);
    client.on('error', (error: Error) => this.ended.abort(error));
  }

  /** Undefined while another relay holds the lease. */
  static async open(pool: Pool, shard: Shard, owner: string): Promise<Session | undefined> {
    const client = await pool.connect();
    const ignore = () => {};
    client.on('error', ignore);
    try {
      await client.query(SETTINGS);
      const asked = performance.now();
      const { rows } = await client.query<Position>(LEASE, [shard.cursor, owner, LEASE_SECONDS]);
      const [position] = rows;
      if (position) return new Session(client, shard, owner, position, asked);
      client.release(true);
      return undefined;
    } catch (error) {
      client.release(true);
      throw error;
    } finally {
      client.off('error', ignore);
    }
  }

  /** Aborted once the lease or the connection is gone: nothing may be sent any more. */
  get signal(): AbortSignal {
    return this.ended.signal;
  }

  /**
   * Raises where the lease may have run out: a process that was held up for longer would send for a last time before the database can
   * tell it that another relay has gone on, and an old record would come behind newer ones.
   */
  confirm() {
    if (performance.now() - this.renewed > SURE_MS) throw new LeaseLost('The lease was not renewed in time.');
  }

  async fresh(limit: number): Promise<FreshRow[]> {
    const { of, index } = this.shard;
    return this.rows<FreshRow>({ name: 'outbox-fresh', text: FRESH, values: [this.position.prev, of, index, limit] });
  }

  /** Not behind the first id that `now` shows and the window before it did not; looked for step by step, so that the lease is renewed meanwhile. */
  async firstOf(now: string, step: number, signal = this.signal): Promise<bigint> {
    const { prev } = this.position;
    const [, xmax = '0'] = prev.split(':');
    const firsts = await this.rows<First>({ text: FIRST_UNDER_WAY, values: [prev] });
    for (let last: string | null = String(BigInt(xmax) - 1n); last;) {
      signal.throwIfAborted();
      const [next]: First[] = await this.rows<First>({ text: FIRST_OF_NEXT, values: [last, now, step] });
      if (next) firsts.push(next);
      last = next?.last ?? null;
    }
    return firsts.flatMap(({ first }) => (first ? [BigInt(first)] : [])).reduce((a, b) => (a < b ? a : b));
  }

  /** Of the open window. */
  page(after: string, limit: number): Promise<PendingRow[]> {
    const [prev, now] = [this.position.prev, String(this.position.now)].map((snapshot) => this.client.escapeLiteral(snapshot));
    const text = pageOf({ prev: String(prev), now: String(now), shard: this.shard, after: BigInt(after), limit });
    return this.inTurn(() => this.client.query(new CopiedRows(text)).rows);
  }

  /**
   * Moves on after an acknowledgement. It is written down a little later, together with what is acknowledged until then: where events
   * come one by one, a write for each would cost as much as reading it. What a crash leaves unwritten is sent again.
   */
  move(position: Position) {
    this.ended.signal.throwIfAborted();
    this.position = position;
    this.saving ??= this.save();
  }

  private async save() {
    let written: Position | undefined;
    while (written !== this.position && !this.ended.signal.aborted) {
      await sleep(SAVE_MS);
      written = this.position;
      const { prev, now, lastId } = written;
      await this.guarded(SAVE, [this.shard.cursor, this.owner, prev, now, lastId, LEASE_SECONDS]);
    }
    this.saving = undefined;
  }

  async settled() {
    await this.saving;
    this.ended.signal.throwIfAborted();
  }

  async execute(text: string, values: unknown[]): Promise<void> {
    await this.rows({ text, values });
  }

  async close() {
    clearInterval(this.heartbeat);
    try {
      await this.saving;
      if (!this.ended.signal.aborted) await this.execute(RELEASE, [this.shard.cursor, this.owner]);
    } catch {
      // The lease runs out by itself.
    }
    this.client.release(true);
  }

  private async renew() {
    if (this.renewing) return;
    this.renewing = true;
    await this.guarded(LEASE, [this.shard.cursor, this.owner, LEASE_SECONDS]);
    this.renewing = false;
  }

  private async guarded(text: string, values: unknown[]): Promise<void> {
    let asked = NaN;
    try {
      const { rowCount } = await this.inTurn(() => {
        asked = performance.now();
        return this.client.query(text, values);
      });
      if (rowCount) this.renewed = asked;
      else this.ended.abort(new LeaseLost('Another relay holds the lease.'));
    } catch (error) {
      this.ended.abort(error);
    }
  }

  private async rows<Row extends QueryResultRow>(query: QueryConfig): Promise<Row[]> {
    const { rows } = await this.inTurn(() => this.client.query<Row>(query));
    return rows;
  }

  /** A connection does one thing at a time. One that has fallen silent is given up with its first statement, not once for each that waits. */
  private inTurn<Answer>(run: () => Promise<Answer>): Promise<Answer> {
    const start = () => {
      this.ended.signal.throwIfAborted();
      return run();
    };
    const answer = this.last.then(start, start);
    answer.catch((error: unknown) => {
      if (!sqlState(error)) this.ended.abort(error);
    });
    this.last = answer;
    return answer;
  }
}
