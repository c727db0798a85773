import { setTimeout as sleep } from 'node:timers/promises';
import { Config, logger } from '@siger/service';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { Route } from '../inbox/plan.js';
import { readModelOf } from '../read-model.js';
import { compare, type Comparison, isSame } from './compare.js';
import { alone, frozen, NotNow } from './freeze.js';
import { forgetDiscarded, gapsOf, heldOnOneSide, settleParked, tryParkedNow } from './inboxes.js';
import { RebuildReader } from './reader.js';
import { type Shadow, shadowOf, shadowPlan } from './shadow.js';
import { createShadow, dropShadow, exchange, isLikeLive, isThere, signatureOf, signShadow, takeOverKept } from './tables.js';

const LOOK_MS = 200;
/** A reader that is idle for so long, and as long again after every leader has answered, has read what there is. */
const HOLE_MS = 2_000;
/** Within a freeze: the reader's next answer from the broker is due. */
const RUN_IN_MS = 3_000;
const PARKED_PATIENCE_MS = 30_000;

export interface RebuildOptions {
  /** Switch although the tables differ: what was rebuilt is right. */
  accept?: boolean;
  /** Names the code that fills the tables; what other code has filled is not gone on with. */
  code?: string;
  signal?: AbortSignal;
  say?: (line: string) => void;
}
export interface RebuildResult {
  readonly outcome: 'switched' | 'differs' | 'stopped';
  readonly comparisons: readonly Comparison[];
  /** Events handled, and in how many seconds. */
  readonly events: number;
  readonly seconds: number;
  /** Milliseconds in which writers, and in the end readers, waited. */
  readonly switchMs: number;
}

class Stopped extends Error {}

/** Builds a read model again from its topics beside the live one, and puts it in its place. One process per model at a time. */
export class Rebuild {
  private readonly shadow: Shadow;
  private readonly routes: Route[];
  private readonly owner: pg.Client;
  private fault: Error | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
    consumer: string,
    routes: readonly Route[],
  ) {
    const model = readModelOf(consumer);
    this.routes = routes.filter(({ subscription }) => subscription.consumer === consumer);
    if (!model || this.routes.length === 0) throw new Error(`${consumer} is not a read model of this service.`);
    this.shadow = shadowOf(model);
    this.owner = this.client();
  }

  /** Removes what was built so far. */
  drop(): Promise<void> {
    return this.connected(() => dropShadow(this.owner, this.shadow));
  }

  run(options: RebuildOptions = {}): Promise<RebuildResult> {
    return this.connected(async () => {
      await this.prepare(options);
      return this.build(options);
    });
  }

  private client() {
    const client = new pg.Client({ connectionString: this.config.databaseOwnerUrl, application_name: 'siger-rebuild' });
    client.on('error', (error) => void (this.fault ??= error));
    return client;
  }

  private async connected<T>(work: () => Promise<T>): Promise<T> {
    await this.owner.connect();
    try {
      const { rows } = await this.owner.query<{ mine: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS mine', [
        this.shadow.schema,
      ]);
      if (!rows[0]?.mine) throw new Error(`${this.shadow.model.consumer} is being rebuilt by another process.`);
      return await work();
    } finally {
      await this.owner.end();
    }
  }

  private async prepare({ say, code = '' }: RebuildOptions) {
    if (await isThere(this.owner, this.shadow)) {
      const changed = await this.changed(code);
      if (!changed) return say?.('goes on with what was built before');
      say?.(`${changed} changed since it was begun: it begins anew`);
    }
    await dropShadow(this.owner, this.shadow);
    await createShadow(this.owner, this.shadow);
    await signShadow(this.owner, this.shadow, code);
  }

  private async changed(code: string) {
    if (!(await isLikeLive(this.owner, this.shadow))) return 'the live tables have';
    return (await signatureOf(this.owner, this.shadow)) === code ? undefined : 'the code of the service has';
  }

  private async build(options: RebuildOptions): Promise<RebuildResult> {
    const { say, accept = false } = options;
    const since = Date.now();
    const plan = shadowPlan(this.shadow, this.routes, (error) => void (this.fault ??= error));
    const reader = new RebuildReader(this.dataSource, this.config, this.shadow.model.consumer, plan);
    const topics = [...plan.topics];
    const seconds = () => (Date.now() - since) / 1000;
    try {
      await reader.confirm();
      reader.start();
      const level = () => this.untilLevel(reader, topics, options);
      await level();
      const events = await this.events();
      const built = { events, seconds: seconds() };
      say?.(
        `has come up with the live one: ${events} events in ${built.seconds.toFixed(1)} s (${Math.round(events / built.seconds)}/s)`,
      );
      await takeOverKept(this.owner, this.shadow);
      for (const table of this.shadow.model.tables) await this.owner.query(`ANALYZE ${this.shadow.schema}.${table}`);
      const comparisons = await this.compared(reader, topics, options);
      const same = comparisons.every(isSame);
      if (!same && !accept) return { ...built, outcome: 'differs', comparisons, switchMs: 0 };
      await level();
      return { ...built, outcome: 'switched', comparisons, switchMs: await this.switch(reader, topics, options) };
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      return { outcome: 'stopped', comparisons: [], events: await this.events(), seconds: seconds(), switchMs: 0 };
    } finally {
      await reader.stop();
      if (!(await isThere(this.owner, this.shadow))) {
        await dropShadow(this.owner, this.shadow);
        await reader.forget();
      }
    }
  }

  private async events() {
    const text = 'SELECT count(*)::int AS n FROM inbox_event WHERE consumer = $1';
    return (await this.owner.query<{ n: number }>(text, [this.shadow.consumer])).rows[0]?.n ?? 0;
  }

  private check({ signal }: RebuildOptions, reader: RebuildReader) {
    const fault = this.fault ?? reader.died;
    if (fault) throw fault;
    if (signal?.aborted) throw new Stopped();
  }

  /** Until the new tables have had what the live ones had. */
  private async untilLevel(reader: RebuildReader, topics: Parameters<typeof gapsOf>[2], options: RebuildOptions) {
    let [last, since, told, reached] = ['', Date.now(), Date.now(), false];
    for (;;) {
      this.check(options, reader);
      await reader.flush();
      const gaps = await gapsOf(this.owner, this.shadow, topics);
      if (gaps.length === 0) return;
      const now = JSON.stringify(gaps);
      if (now !== last || !reader.idle) [since, reached] = [Date.now(), false];
      last = now;
      if (Date.now() - since > HOLE_MS) {
        if (reached) for (const gap of gaps) reader.skip(this.shadow.consumer, gap.topic, gap.partition, gap.live);
        [reached, since] = [await reader.reaches(topics), Date.now()];
      }
      if (Date.now() - told > 2_000) {
        told = Date.now();
        const left = gaps.reduce((sum, gap) => sum + gap.live - gap.rebuilt, 0);
        options.say?.(
          `${await this.events()} events, ${left} records to go${reader.trouble ? `; the reader ${reader.trouble}` : ''}`,
        );
      }
      await sleep(LOOK_MS);
    }
  }

  /** Within a freeze: the last steps, which are there to be read. */
  private async runIn(reader: RebuildReader, topics: Parameters<typeof gapsOf>[2], options: RebuildOptions) {
    for (const until = Date.now() + RUN_IN_MS; ;) {
      this.check(options, reader);
      await reader.flush();
      if ((await gapsOf(this.owner, this.shadow, topics)).length === 0) return;
      if (Date.now() > until) throw new NotNow('the log was not read to the position of the live model in time');
      await sleep(20);
    }
  }

  /** Both at one position of the log, by a snapshot that is taken while nobody writes and read when everybody does again. */
  private async compared(reader: RebuildReader, topics: Parameters<typeof gapsOf>[2], options: RebuildOptions) {
    const until = Date.now() + PARKED_PATIENCE_MS;
    const client = this.client();
    await client.connect();
    try {
      await frozen(this.owner, this.shadow, async () => {
        await this.runIn(reader, topics, options);
        await forgetDiscarded(this.owner, this.shadow);
        if (Date.now() < until && (await heldOnOneSide(this.owner, this.shadow)) > 0) {
          await tryParkedNow(this.dataSource, this.shadow);
          throw new NotNow('an event is parked on one side only');
        }
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
        await client.query('SELECT 1');
      });
      return await compare(client, this.shadow);
    } finally {
      await client.end();
    }
  }

  private switch(reader: RebuildReader, topics: Parameters<typeof gapsOf>[2], options: RebuildOptions): Promise<number> {
    return frozen(this.owner, this.shadow, async () => {
      const since = Date.now();
      await this.runIn(reader, topics, options);
      await alone(this.owner, this.shadow);
      await settleParked(this.owner, this.shadow);
      await exchange(this.owner, this.shadow);
      logger('rebuild').info({ consumer: this.shadow.model.consumer }, 'The rebuilt tables are live.');
      return Date.now() - since;
    });
  }
}
