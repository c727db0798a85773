import { logger } from '@siger/service';
import type { DataSource } from 'typeorm';
import { Backoff, pause } from '../backoff.js';
import { ENSURE, PASS } from './inbox.js';
import type { Plan } from './plan.js';

const log = logger('positions');

export interface Partition {
  topic: string;
  partition: number;
}
export interface Start extends Partition {
  offset: number;
}
/** Offset behind the last record of each partition of a topic. */
export type LogEnds = (topic: string) => Promise<ReadonlyMap<number, number>>;

interface FenceRow extends Partition {
  consumer: string;
  next: string;
}

const FENCES = `
SELECT consumer, topic, partition, next_offset AS next FROM inbox_offset
WHERE consumer = ANY ($1) AND (topic, partition) IN (SELECT * FROM unnest($2::text[], $3::int[]))`;
const ANEW = `UPDATE inbox_offset SET next_offset = 0 WHERE topic = $1 AND partition = $2 AND consumer = ANY ($3)`;

const nameOf = ({ topic, partition }: Partition) => `${topic}/${partition}`;

/**
 * Where a group goes on is what the service's own database says, not what the broker remembers: a consumer that is new to the group
 * reads the topics from their beginning while the fence of the others drops what they have had.
 */
export class Positions {
  /** What a consumer has passed without a transaction, because nothing in it concerned it. */
  private readonly passed = new Map<string, FenceRow>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly plans: readonly Plan[],
  ) {}

  /** Tries until the database and the broker answer; nothing when `signal` stops it before. */
  async starts(assigned: readonly Partition[], ends: LogEnds, signal: AbortSignal): Promise<Start[]> {
    // What was passed and not written is read again from the fence, and may be of a log that was made anew meanwhile.
    this.passed.clear();
    const backoff = new Backoff(200, 5_000);
    while (!signal.aborted) {
      try {
        return await this.find(assigned, ends);
      } catch (error) {
        log.warn({ err: error }, 'Where to go on is not known yet.');
        await pause(backoff.next(), signal);
      }
    }
    return [];
  }

  pass(consumer: string, place: Partition, next: number) {
    this.passed.set(`${consumer}/${nameOf(place)}`, {
      consumer,
      topic: place.topic,
      partition: place.partition,
      next: String(next),
    });
  }

  /** Writes what was passed; the fence only ever moves on. What could not be written is written the next time. */
  async flush() {
    const written = [...this.passed];
    const rows = written.map(([, row]) => row);
    if (rows.length === 0) return;
    const columns = [
      rows.map((r) => r.consumer),
      rows.map((r) => r.topic),
      rows.map((r) => r.partition),
      rows.map((r) => r.next),
    ];
    await this.dataSource.query(PASS, columns);
    for (const [name, row] of written) if (this.passed.get(name) === row) this.passed.delete(name);
  }

  private async find(assigned: readonly Partition[], ends: LogEnds): Promise<Start[]> {
    const pairs = this.plans.flatMap((plan) =>
      assigned.filter(({ topic }) => plan.hears(topic)).map((place) => ({ consumer: plan.consumer, ...place })),
    );
    const [consumers, topics, partitions] = [
      pairs.map((p) => p.consumer),
      pairs.map((p) => p.topic),
      pairs.map((p) => p.partition),
    ];
    await this.dataSource.query(ENSURE, [consumers, topics, partitions]);
    const rows = await this.dataSource.query<FenceRow[]>(FENCES, [consumers, topics, partitions]);
    const starts = new Map<string, Start>();
    for (const { topic, partition, next } of rows) {
      const name = nameOf({ topic, partition });
      starts.set(name, { topic, partition, offset: Math.min(Number(next), starts.get(name)?.offset ?? Infinity) });
    }
    await this.forgetLost(rows, starts, ends);
    return [...starts.values()];
  }

  /** A log that ends before what was read was made anew: it is read from its beginning; known ids are dropped. */
  private async forgetLost(rows: readonly FenceRow[], starts: Map<string, Start>, ends: LogEnds) {
    for (const topic of new Set(rows.map((row) => row.topic))) {
      const end = await ends(topic);
      const lost = new Set(
        rows.filter((row) => row.topic === topic && Number(row.next) > (end.get(row.partition) ?? 0)).map((r) => r.partition),
      );
      for (const partition of lost) {
        log.error(
          { topic, partition },
          'The log is shorter than what was read of it: it was made anew and is read from its beginning.',
        );
        await this.dataSource.query(ANEW, [topic, partition, rows.map((row) => row.consumer)]);
        starts.set(nameOf({ topic, partition }), { topic, partition, offset: 0 });
      }
    }
  }
}
