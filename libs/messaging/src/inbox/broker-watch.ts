import type { TopicName } from '@siger/contracts';
import type { Admin, Kafka } from 'kafkajs';
import type { ClusterMemory } from '../cluster-memory.js';
import { refusalOf } from '../driver/refusal.js';
import { topicsTrouble } from '../driver/topic-state.js';
import { consumerLag } from '../metrics.js';

const EVERY_MS = 5_000;
/** Every third time: the lag is asked for as often as Prometheus asks for it, since two requests for each topic are most of an idle service's talk. */
const LAG_EVERY = 3;
const AWAY = 'not reachable';

interface Watched {
  readonly group: string;
  readonly topics: readonly string[];
}

export interface BrokerWatchOptions {
  readonly kafka: Kafka;
  readonly prefix: string;
  readonly groups: readonly Watched[];
  /** Topics that the service reads or writes. */
  readonly used: readonly TopicName[];
  readonly principal: string | undefined;
  readonly cluster: ClusterMemory;
}

/** Asks the broker now and then: a consumer that is stuck says nothing itself, and an idle relay would not notice that it is away. */
export class BrokerWatch {
  private admin: Promise<Admin> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private round = 0;
  /** Undefined while the broker is what it should be. */
  trouble: string | undefined = AWAY;

  constructor(private readonly options: BrokerWatchOptions) {}

  start() {
    this.running = this.look().finally(() => {
      if (!this.stopped) this.timer = setTimeout(() => this.start(), EVERY_MS).unref();
    });
  }

  async stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
    await this.forget();
  }

  /** Throws when the address leads to another cluster than before. */
  async confirm(): Promise<void> {
    const admin = await this.connected();
    await this.options.cluster.confirm(await admin.describeCluster());
  }

  /** Offset behind the last record of each partition. */
  async ends(topic: string): Promise<ReadonlyMap<number, number>> {
    const admin = await this.connected();
    const offsets = await admin.fetchTopicOffsets(this.options.prefix + topic);
    return new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
  }

  private connected(): Promise<Admin> {
    return (this.admin ??= (async () => {
      const admin = this.options.kafka.admin();
      await admin.connect();
      return admin;
    })().catch((error: unknown) => {
      this.admin = undefined;
      throw error;
    }));
  }

  private async forget() {
    const { admin } = this;
    this.admin = undefined;
    await admin?.then((known) => known.disconnect()).catch(() => undefined);
  }

  private async look() {
    const { principal, groups, cluster } = this.options;
    try {
      const admin = await this.connected();
      const found = await admin.describeCluster();
      // A database that is away says nothing of the broker.
      const other = await cluster.confirm(found).catch((error: unknown) => refusalOf(error));
      this.trouble = other ?? (await topicsTrouble(admin, this.options));
      if (this.trouble || this.round++ % LAG_EVERY) return;
      for (const { group, topics } of groups) await this.lag(admin, group, topics);
    } catch (error) {
      this.trouble = refusalOf(error, principal) ?? AWAY;
      await this.forget();
    }
  }

  private async lag(admin: Admin, group: string, topics: readonly string[]) {
    const committed = await admin.fetchOffsets({ groupId: group, topics: topics.map((topic) => this.options.prefix + topic) });
    for (const { topic, partitions } of committed) {
      const name = topic.slice(this.options.prefix.length);
      const ends = await this.ends(name);
      for (const { partition, offset } of partitions)
        consumerLag.set({ group, topic: name, partition }, Math.max(0, (ends.get(partition) ?? 0) - Math.max(0, Number(offset))));
    }
  }
}
