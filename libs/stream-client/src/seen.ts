/** Remembers the last ids: an event that is sent twice comes again soon, after a failed acknowledgement or a rebalance. */
export class Seen {
  readonly #limit: number;
  readonly #ids = new Set<string>();
  constructor(limit = 100_000) {
    this.#limit = limit;
  }

  /** Whether the id is new; it is known from then on. */
  isNew(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > this.#limit) for (const oldest of this.#ids) return this.#ids.delete(oldest);
    return true;
  }
}
