import { pause } from '../backoff.js';
import type { Heartbeat } from './slice.js';

const BEAT_MS = 1_000;

/** What has to be known before the work goes on; once it is, nobody waits, not even for a timer. */
export class Prerequisite {
  private open: Promise<void> | undefined;

  /** Well or not, its end is its end. What was expected before no longer matters. */
  expect(promise: Promise<unknown>) {
    const end = () => {
      if (this.open === open) this.open = undefined;
    };
    const open = promise.then(end, end);
    this.open = open;
  }

  /** Waits for the end, and keeps the membership meanwhile: the first fetch may be answered before it is known where to go on. */
  async settled(heartbeat: Heartbeat, signal: AbortSignal): Promise<void> {
    const { open } = this;
    if (!open) return;
    let known = false;
    const done = open.then(() => void (known = true));
    await Promise.race([done, pause(BEAT_MS)]);
    while (!known && !signal.aborted) {
      await heartbeat();
      await Promise.race([done, pause(BEAT_MS)]);
    }
  }
}
