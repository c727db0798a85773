import { Backoff } from '../backoff.js';
import type { Partition } from './positions.js';

const FIRST_MS = 200;
const LONGEST_MS = 30_000;
const SHOWN = 3;
const nameOf = ({ topic, partition }: Partition) => `${topic}/${partition}`;

/** Partitions that wait for what is down, each with waits of its own that grow. */
export class Holdups {
  private readonly backoffs = new Map<string, Backoff>();

  /** Milliseconds until the next try. */
  next(place: Partition): number {
    const backoff = this.backoffs.get(nameOf(place)) ?? new Backoff(FIRST_MS, LONGEST_MS);
    this.backoffs.set(nameOf(place), backoff);
    return backoff.next();
  }

  over(place: Partition) {
    this.backoffs.delete(nameOf(place));
  }

  clear() {
    this.backoffs.clear();
  }

  /** Some of the partitions that wait; undefined when none does. */
  describe(): string | undefined {
    return this.backoffs.size ? [...this.backoffs.keys()].slice(0, SHOWN).join(', ') : undefined;
  }
}
