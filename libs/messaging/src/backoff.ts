import { setTimeout as sleep } from 'node:timers/promises';

/** Waits that grow by a factor of two from `first` to `longest` milliseconds, with a fifth of jitter. */
export class Backoff {
  private tries = 0;

  constructor(
    private readonly first: number,
    private readonly longest: number,
  ) {}

  next(): number {
    const plain = Math.min(this.first * 2 ** this.tries, this.longest);
    this.tries += 1;
    return plain * (0.9 + Math.random() * 0.2);
  }

  reset() {
    this.tries = 0;
  }
}

/** Sleeps, or returns at once when `signal` says stop. */
export const pause = async (ms: number, signal?: AbortSignal) => {
  try {
    await sleep(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
};

/** Sleep that a call ends early; a call while nobody sleeps counts for the next sleep. */
export class Alarm {
  private rung = false;
  private ring: (() => void) | undefined;

  wake() {
    this.rung = true;
    this.ring?.();
  }

  /** Whatever the calls until now were for is about to be done. */
  answer() {
    this.rung = false;
  }

  async sleep(ms: number): Promise<boolean> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.ring = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.ring = undefined;
    }
    const woken = this.rung;
    this.rung = false;
    return woken;
  }
}
