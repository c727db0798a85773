/**
 * A part of the outbox with a relay of its own: the events of every `of`-th partition. Partitions of a topic are never added and a key
 * never changes its own, so a key is in one shard while the number of shards is the same. Changing it is the matter of `layOut`.
 */
export interface Shard {
  readonly index: number;
  readonly of: number;
  /** Its row in outbox_cursor. No two numbers of shards share one, so a relay with another number can hold none of these. */
  readonly cursor: number;
}

export const shardsOf = (of: number): Shard[] =>
  Array.from({ length: of }, (_, index) => ({ index, of, cursor: of === 1 ? 0 : of + index }));

export const shardOf = (part: number, of: number): number => part % of;
