import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Repeats `check` until it does not throw, and returns what it returned; fails with its last error. The only permitted waiting in specs.
 * A check that returns `undefined` has succeeded: say what is expected inside it.
 */
export async function eventually<T>(check: () => T | Promise<T>, options: { timeout?: number; every?: number } = {}): Promise<T> {
  const deadline = Date.now() + (options.timeout ?? 10_000);
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
    }
    await sleep(options.every ?? 25);
  }
}
