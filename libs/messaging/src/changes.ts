import { Injectable } from '@nestjs/common';
import type { Change } from '@siger/contracts';
import type { Aggregate, Versioned } from './aggregate.js';

/** The only way to change an aggregate: lock, decide, save and tell, in one transaction. */
@Injectable()
export abstract class Changes {
  /** Inserts the row and appends its facts with sequence 1 to n. Answers the state as kept. */
  abstract create<State extends Versioned>(aggregate: Aggregate<State>, change: Change<State>): Promise<State>;

  /**
   * Locks the row, decides, saves and appends. 404 `not-found` without a row, 412 `stale-version` when `ifMatch` is not its version.
   * No facts and the same state: nothing is written and the version stays.
   */
  abstract change<State extends Versioned>(
    aggregate: Aggregate<State>,
    id: string,
    decide: (state: State) => Change<State>,
    options?: { ifMatch?: number },
  ): Promise<State>;

  /** Removes the row for ever and writes a tombstone to its snapshot topic: an erasure that reaches every reader. */
  abstract erase<State extends Versioned>(aggregate: Aggregate<State>, id: string): Promise<void>;
}
