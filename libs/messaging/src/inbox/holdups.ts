import { logger } from '@siger/service';
import { Backoff } from '../backoff.js';
import { TransientError } from '../errors.js';
import { programFaults } from '../metrics.js';
import { isProgramFault, isTransient } from './policy.js';
import type { Partition } from './positions.js';

const log = logger('consumer');

const FIRST_MS = 200;
const LONGEST_MS = 30_000;
const SHOWN = 3;
const nameOf = ({ topic, partition }: Partition) => `${topic}/${partition}`;

interface Holdup {
  readonly backoff: Backoff;
  /** The code is wrong: nothing that comes back will end it. */
  readonly faulty: boolean;
}

/** Partitions that wait for what is down, or are held by a fault of the program, each with waits of its own that grow. */
export class Holdups {
  private readonly held = new Map<string, Holdup>();

  constructor(private readonly group: string) {
    programFaults.inc({ group }, 0);
  }

  /** Milliseconds until the next try; says which of the two it is. */
  next(place: Partition, error: unknown): number {
    if (error instanceof TransientError && error.waitMs !== undefined) return error.waitMs;
    const { backoff } = this.held.get(nameOf(place)) ?? { backoff: new Backoff(FIRST_MS, LONGEST_MS) };
    // What a client answers when its server is away may have an error of the program as its cause.
    const faulty = !isTransient(error) && isProgramFault(error);
    this.held.set(nameOf(place), { backoff, faulty });
    const wait = backoff.next();
    const told = { err: error, group: this.group, ...place, wait };
    if (faulty) {
      programFaults.inc({ group: this.group });
      log.error(told, 'A partition is held by a fault of the program.');
    } else log.warn(told, 'A partition waits for what is down.');
    return wait;
  }

  over(place: Partition) {
    this.held.delete(nameOf(place));
  }

  clear() {
    this.held.clear();
  }

  /** What holds, with some of the partitions; undefined where nothing does. */
  describe(): string | undefined {
    const told = [this.those(true, 'is held by a fault of the program on'), this.those(false, 'waits for what is down on')];
    return told.filter((one) => one !== undefined).join(', and ') || undefined;
  }

  private those(wanted: boolean, by: string): string | undefined {
    const names = [...this.held].filter(([, { faulty }]) => faulty === wanted).map(([name]) => name);
    return names.length ? `${by} ${names.slice(0, SHOWN).join(', ')}` : undefined;
  }
}
