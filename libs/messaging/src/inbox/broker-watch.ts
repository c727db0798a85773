import type { Admin, Kafka } from 'kafkajs';
import { consumerLag } from '../metrics.js';

const EVERY_MS = 5_000;

interface Watched {
  readonly group: string;
  readonly topics: readonly string[];
}

/** Asks the broker now and then: a consumer that is stuck says nothing itself, and an idle relay would not notice that it is away. */
export class BrokerWatch {
  private admin: Admin | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  /** Undefined until the first answer. */
  reachable: boolean | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly prefix: string,
    private readonly watched: readonly Watched[],
  ) {}

  start() {
    this.running = this.look().finally(() => {
      if (!this.stopped) this.timer = setTimeout(() => this.start(), EVERY_MS).unref();
    });
  }

  async stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
    await this.admin?.disconnect().catch(() => undefined);
  }

  /** Offset behind the last record of each partition. */
  async ends(topic: string): Promise<ReadonlyMap<number, number>> {
    const admin = await this.connected();
    const offsets = await admin.fetchTopicOffsets(this.prefix + topic);
    return new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
  }

  private async connected(): Promise<Admin> {
    if (this.admin) return this.admin;
    const admin = this.kafka.admin();
    await admin.connect();
    return (this.admin = admin);
  }

  private async look() {
    try {
      const admin = await this.connected();
      await admin.describeCluster();
      this.reachable = true;
      for (const { group, topics } of this.watched) await this.lag(admin, group, topics);
    } catch {
      const { admin } = this;
      this.admin = undefined;
      this.reachable = false;
      await admin?.disconnect().catch(() => undefined);
    }
  }

  private async lag(admin: Admin, group: string, topics: readonly string[]) {
    const committed = await admin.fetchOffsets({ groupId: group, topics: topics.map((topic) => this.prefix + topic) });
    for (const { topic, partitions } of committed) {
      const name = topic.slice(this.prefix.length);
      const ends = await this.ends(name);
      for (const { partition, offset } of partitions)
        consumerLag.set({ group, topic: name, partition }, Math.max(0, (ends.get(partition) ?? 0) - Math.max(0, Number(offset))));
    }
  }
}
