import { pause } from '../backoff.js';
import type { Heartbeat } from './slice.js';

/** Waits until a promise has come to its end, well or not, and keeps the membership meanwhile: the first fetch may be answered before it is known where to go on. */
export const settled = async (promise: Promise<unknown>, heartbeat: Heartbeat, signal: AbortSignal): Promise<void> => {
  let known = false;
  const done = () => void (known = true);
  const end = promise.then(done, done);
  await Promise.race([end, pause(1_000)]);
  while (!known && !signal.aborted) {
    await heartbeat();
    await Promise.race([end, pause(1_000)]);
  }
};
