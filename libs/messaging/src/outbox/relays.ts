import type { Pool } from 'pg';
import { Presence } from './presence.js';
import { Relay } from './relay.js';
import { Seats } from './seats.js';
import type { Sender } from './sender.js';
import { shardOf, shardsOf } from './shard.js';

export interface RelaysOptions {
  shards: number;
  pool(): Pool | undefined;
  /** A sender for one shard: what is sent through one producer is sent one by one. */
  sender(): Sender;
  pageRows?: number;
}

/** A relay for each shard of the outbox. */
export class Relays {
  private readonly relays: Relay[];
  private readonly senders: Sender[];
  private readonly presence: Presence;

  constructor({ shards, pool, sender, pageRows }: RelaysOptions) {
    const seats = new Seats(shards);
    this.presence = new Presence(pool, shards, seats);
    this.senders = shardsOf(shards).map(sender);
    this.relays = shardsOf(shards).map(
      (shard, n) => new Relay({ shard, seats, pool, sender: this.senders[n] as Sender, ...(pageRows && { pageRows }) }),
    );
  }

  start() {
    this.presence.start();
    for (const relay of this.relays) relay.start();
  }

  /** After a commit that appended to these partitions. */
  wake(parts: readonly number[]) {
    const shards = new Set(parts.map((part) => shardOf(part, this.relays.length)));
    for (const shard of shards) this.relays[shard]?.wake();
  }

  async drain(ms: number) {
    await Promise.all(this.relays.map((relay) => relay.drain(ms)));
    await this.presence.stop();
  }

  /** Since when the broker takes nothing of one of the shards, in epoch milliseconds. */
  get failingSince(): number | undefined {
    const since = this.senders.map(({ failingSince }) => failingSince).filter((at) => at !== undefined);
    return since.length ? Math.min(...since) : undefined;
  }

  /** What the broker says meanwhile, where it answers. */
  get refusal(): string | undefined {
    return this.senders.map(({ refusal }) => refusal).find(Boolean);
  }
}
