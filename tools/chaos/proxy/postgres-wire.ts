import type { Action, Watcher } from './proxy.ts';

/** A simple query `COMMIT`, as the driver sends it: type, length, text, zero. */
const COMMIT = Buffer.from('Q\0\0\0\x0bCOMMIT\0', 'latin1');

export type Cut = 'before-commit' | 'after-commit';

/**
 * Tears a connection at the end of a transaction: before its COMMIT reaches the server, so that nothing of it stays, or after it was
 * passed on, so that nobody hears whether it did. `wanted` says at each COMMIT which of the two, if any.
 */
export const atCommit = (wanted: () => Cut | null): Watcher => ({
  toServer(data): Action {
    if (!data.includes(COMMIT)) return 'pass';
    const cut = wanted();
    if (cut === null) return 'pass';
    return cut === 'before-commit' ? 'cut' : 'pass-and-cut';
  },
});
