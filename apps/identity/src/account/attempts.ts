interface Failures {
  readonly count: number;
  readonly retryAt: number;
}

const FREE = 5;
const LONGEST = 60_000;
const KEPT = 10_000;

/** Slows guessing down: after five failures in a row each further one doubles the wait, up to a minute. */
export class Attempts {
  readonly #failures = new Map<string, Failures>();

  constructor(private readonly now: () => number = Date.now) {}

  /** Seconds until any of these keys may try again; 0 when now. */
  wait(...keys: string[]): number {
    const until = Math.max(0, ...keys.map((key) => this.#failures.get(key)?.retryAt ?? 0));
    return Math.max(0, Math.ceil((until - this.now()) / 1000));
  }

  /** `free`: how many failures cost nothing. */
  failed(key: string, free = FREE): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const pause = count < free ? 0 : Math.min(LONGEST, 1000 * 2 ** (count - free));
    this.#failures.delete(key);
    this.#failures.set(key, { count, retryAt: this.now() + pause });
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > KEPT && oldest !== undefined) this.#failures.delete(oldest);
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }
}
