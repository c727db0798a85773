import type { Action, Watcher } from './proxy.ts';

const PRODUCE = 0;

/** Reads length-prefixed frames out of a stream of portions; calls `frame` with the first bytes of each. */
export class Frames {
  #pending: Buffer = Buffer.alloc(0);
  readonly #head: number;

  constructor(head: number) {
    this.#head = head;
  }

  /** The frames that begin in this portion or were completed by it: their first `head` bytes behind the length. */
  take(data: Buffer): Buffer[] {
    const all = this.#pending.length ? Buffer.concat([this.#pending, data]) : data;
    const heads: Buffer[] = [];
    let at = 0;
    while (all.length - at >= 4) {
      const size = all.readInt32BE(at);
      if (all.length - at < 4 + size) break;
      heads.push(all.subarray(at + 4, at + 4 + Math.min(size, this.#head)));
      at += 4 + size;
    }
    this.#pending = Buffer.from(all.subarray(at));
    return heads;
  }
}

/**
 * Sees which answers belong to Produce requests and asks `wanted` of each whether it is cut: the broker has written the records,
 * and the client never hears so.
 */
export const produceAnswers = (wanted: () => boolean): Watcher => {
  const [requests, answers] = [new Frames(8), new Frames(4)];
  const produced = new Set<number>();
  return {
    toServer(data): Action {
      for (const head of requests.take(data)) if (head.readInt16BE(0) === PRODUCE) produced.add(head.readInt32BE(4));
      return 'pass';
    },
    toClient(data): Action {
      let action: Action = 'pass';
      for (const head of answers.take(data)) if (produced.delete(head.readInt32BE(0)) && wanted()) action = 'cut';
      return action;
    },
  };
};
