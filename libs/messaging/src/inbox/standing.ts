import { refusalOf } from '../driver/refusal.js';
import { consumerState, rebalances } from '../metrics.js';

/** Whether a lane is in its group, and what the broker has against it. */
export class Standing {
  private refusal: string | undefined;
  joined = false;

  constructor(
    private readonly group: string,
    private readonly principal: string | undefined,
  ) {
    consumerState.set({ group }, 0);
  }

  trouble(): string | undefined {
    if (this.refusal) return `is refused: the broker ${this.refusal}`;
    return this.joined ? undefined : 'has not joined its group';
  }

  enter() {
    this.joined = true;
    rebalances.inc({ group: this.group });
    consumerState.set({ group: this.group }, 1);
  }

  /** Who has joined may still be refused its topics. */
  answered() {
    this.refusal = undefined;
  }

  leave() {
    this.joined = false;
    consumerState.set({ group: this.group }, 0);
  }

  failed(error: unknown) {
    this.refusal = refusalOf(error, this.principal);
  }
}
