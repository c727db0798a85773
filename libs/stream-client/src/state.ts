import type { Declarations, EventType } from './events.js';
import type { Positions, StreamOptions } from './options.js';
import { streamOf } from './stream.js';

/** Types that say how something is now, not what happened. */
export type SnapshotType = { [K in EventType]: Declarations[K]['topic'] extends `${string}.snapshot` ? K : never }[EventType];

export interface PresentState<T extends SnapshotType> {
  /** By key; what was erased is not in it. */
  readonly state: ReadonlyMap<string, Declarations[T]['data']>;
  /** Where to go on with `streamOf({ types: [type], from: positions })`, so that the state stays the present one. */
  readonly positions: Positions;
}

/** Everything that there is of a snapshot type, the last state of each key: a backfill that reads no history. Throws `StreamFault`, or the
 * reason of `signal`: half of a state is none. */
export const stateOf = async <T extends SnapshotType>(
  type: T,
  options: Omit<StreamOptions<T>, 'types' | 'from' | 'until' | 'group'>,
): Promise<PresentState<T>> => {
  const state = new Map<string, Declarations[T]['data']>();
  const sequences = new Map<string, number>();
  const stream = streamOf<T>({ ...options, types: [type], until: 'now' });
  for await (const said of stream) {
    if (!('data' in said)) {
      state.delete(said.key);
      continue;
    }
    // A state that is sent twice may come again after a newer one.
    if (said.sequence <= (sequences.get(said.key) ?? 0)) continue;
    sequences.set(said.key, said.sequence);
    state.set(said.key, said.data);
  }
  options.signal?.throwIfAborted();
  return { state, positions: stream.positions() };
};
