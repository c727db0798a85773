import type { KafkaMessage } from 'kafkajs';
import type { Place } from './place.js';

interface Slice {
  readonly place: Place;
  readonly messages: readonly KafkaMessage[];
  readonly done: (message: KafkaMessage) => void;
  readonly release: () => void;
}

/** One slice at a time passes from kafkajs to the loop, so that nothing piles up before a slow reader. */
export class Handover {
  #slice: Slice | undefined;
  #fault: unknown;
  #ended = false;
  #wake: () => void = () => undefined;

  put(slice: Slice) {
    this.#slice = slice;
    this.#wake();
  }
  /** What goes wrong behind the end is nobody's any more. */
  end(fault?: unknown) {
    if (this.#ended) return;
    this.#ended = true;
    this.#fault = fault;
    this.#slice?.release();
    this.#wake();
  }
  get ended() {
    return this.#ended;
  }
  async take(): Promise<Slice | undefined> {
    while (!this.#slice && !this.#ended) await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#fault) throw this.#fault;
    const slice = this.#slice;
    this.#slice = undefined;
    return this.#ended ? undefined : slice;
  }
}
