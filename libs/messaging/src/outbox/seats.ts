import { randomUUID } from 'node:crypto';

export interface Seat {
  /** The shard is no longer held. */
  release(): void;
  /** Whether it is to be given up for another process; it is released then. */
  isSurplus(): boolean;
}

/** How many shards this process may hold, so that others have some, too. */
export class Seats {
  /** Of the leases of this process. */
  readonly owner = randomUUID();
  private taken = 0;

  constructor(public most: number) {}

  take(): Seat | undefined {
    if (this.taken >= this.most) return undefined;
    this.taken += 1;
    let kept = true;
    const release = () => {
      if (kept) this.taken -= 1;
      kept = false;
    };
    const isSurplus = () => {
      const surplus = this.taken > this.most;
      if (surplus) release();
      return surplus;
    };
    return { release, isSurplus };
  }
}
