/** The event can never be handled: it is given up at once, with a dead letter. */
export class PoisonError extends Error {
  override name = 'PoisonError';
}

/** Something outside is down: the partition waits and tries again; nothing is given up. */
export class TransientError extends Error {
  override name = 'TransientError';
  /** Where it is known how long it takes; else the waits grow. */
  readonly waitMs: number | undefined;

  constructor(message?: string, options: ErrorOptions & { waitMs?: number } = {}) {
    super(message, options);
    this.waitMs = options.waitMs;
  }
}

/** An earlier event of the same key is missing: the key is parked until the gap is filled. */
export class OutOfOrderError extends Error {
  override name = 'OutOfOrderError';
}
