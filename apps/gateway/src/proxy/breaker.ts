/**
 * Leaves a service alone that failed several times in a row, so that callers hear it at once instead of after a timeout.
 * When the pause is over one request tries: it closes the breaker, or begins another pause.
 */
export class Breaker {
  #failures = 0;
  #openUntil = 0;
  #probing = false;

  constructor(
    private readonly threshold: number,
    private readonly pauseMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  get isOpen(): boolean {
    return this.#failures >= this.threshold;
  }

  /** Milliseconds to wait; 0: go ahead, and say afterwards how it went. */
  enter(): number {
    if (!this.isOpen) return 0;
    const left = this.#openUntil - this.now();
    if (left > 0) return left;
    if (this.#probing) return this.pauseMs;
    this.#probing = true;
    return 0;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#probing = false;
  }

  failed(): void {
    this.#failures += 1;
    this.#probing = false;
    if (this.isOpen) this.#openUntil = this.now() + this.pauseMs;
  }

  /** The caller went away: nothing was learned. */
  abandoned(): void {
    this.#probing = false;
  }
}
