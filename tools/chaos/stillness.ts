const TICK_MS = 500;
const LONG_MS = 8_000;

/**
 * Whether this process stood still, as it does with everything else when a machine is suspended. Then no clock of the run means what
 * it says, and a scenario has proven nothing, neither way.
 */
class Stillness {
  #last = Date.now();
  #longest = 0;
  readonly #ticking = setInterval(() => this.#tick(), TICK_MS).unref();

  #tick(): void {
    const now = Date.now();
    this.#longest = Math.max(this.#longest, now - this.#last);
    this.#last = now;
  }

  /** Seconds of the longest time, where it was long; ends the watch. */
  end(): number {
    clearInterval(this.#ticking);
    this.#tick();
    return this.#longest > LONG_MS ? Math.round(this.#longest / 1_000) : 0;
  }
}

/** Again, as long as the machine stands still meanwhile; not where what came out is certain, because no clock is part of it. */
export const awake = async <T>(work: () => Promise<T>, isCertain: (done: T) => boolean): Promise<T> => {
  for (;;) {
    const stillness = new Stillness();
    const done = await work();
    const seconds = stillness.end();
    if (seconds === 0 || isCertain(done)) return done;
    console.log(`... everything stood still for ${seconds} s: once more`);
  }
};
