/** After a silence so long the broker was away, and what was said before it says nothing. */
const SILENCE_MS = 10_000;

/**
 * Whether the group still knows this member. kafkajs can lose its name in a rebalance that several of its loops notice at once: it
 * then fetches on, sends no heartbeats, and belongs to no group, without an error that anybody is told.
 */
export class Membership {
  private known = 0;
  private answered = 0;

  constructor(private readonly sessionMs: number) {}

  /** The group has answered a join or a heartbeat. */
  confirmed(now = Date.now()) {
    this.known = now;
    this.answered = now;
  }

  /** The broker has answered a fetch, which it does for anybody. */
  heard(now = Date.now()) {
    if (this.silence(now) > SILENCE_MS) this.known = now;
    this.answered = now;
  }

  /** Milliseconds since the last answer of any kind. */
  silence(now = Date.now()): number {
    return this.answered ? now - this.answered : 0;
  }

  /** The broker answers, and the group has not for longer than a session. */
  isLost(now = Date.now()): boolean {
    return this.known > 0 && this.silence(now) <= SILENCE_MS && now - this.known > this.sessionMs;
  }
}
