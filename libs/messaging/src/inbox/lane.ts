import kafkajs, {
  type Consumer,
  type ConsumerGroupJoinEvent,
  type EachBatchPayload,
  type Kafka,
  type KafkaMessage,
} from 'kafkajs';
import { logger } from '@siger/service';
import { Backoff, pause } from '../backoff.js';
import { consumerBatchSeconds, kafkaRequestQueueSize } from '../metrics.js';
import { Holdups } from './holdups.js';
import { Membership } from './membership.js';
import type { Plan } from './plan.js';
import type { LogEnds, Partition, Positions } from './positions.js';
import { isProgramFault } from './policy.js';
import { itemsOf, readAll } from './read.js';
import { Standing } from './standing.js';
import { Prerequisite } from './settled.js';
import type { Heartbeat, SliceRunner } from './slice.js';

const log = logger('consumer');

const SLICE = 500;
/** Work of one batch, after which the rest is fetched again: a slow partition holds its neighbours up only so long. */
const BATCH_MS = 2_000;
const COMMIT_MS = 1_000;
const STALE_MS = 10_000;
const SESSION_MS = 30_000;
const WAIT_MS = 1_000;

export interface LaneOptions {
  kafka: Kafka;
  group: string;
  prefix: string;
  principal: string | undefined;
  plans: readonly Plan[];
  positions: Pick<Positions, 'starts' | 'pass' | 'flush'>;
  slices: Pick<SliceRunner, 'run'>;
  ends: LogEnds;
  /** How long the broker may wait for a first record before it answers with none: an idle lane asks so often, a resumed partition waits so long. */
  waitMs?: number;
  /** kafkajs has given up for good. */
  onDeath(error: Error): void;
}

/** One Kafka group: the consumers of one lane over one membership. */
export class LaneConsumer {
  private consumer: Consumer | undefined;
  private readonly stopping = new AbortController();
  private readonly restarts = new Backoff(50, 10_000);
  private readonly holdups: Holdups;
  private readonly membership = new Membership(SESSION_MS);
  private readonly resolved = new Map<string, Partition & { offset: number }>();
  private readonly positioned = new Prerequisite();
  private readonly standing: Standing;
  private starting: Promise<void> | undefined;
  private commits: NodeJS.Timeout | undefined;
  private committing: Promise<void> | undefined;
  dead = false;

  constructor(private readonly options: LaneOptions) {
    this.standing = new Standing(options.group, options.principal);
    this.holdups = new Holdups(options.group);
  }

  get group() {
    return this.options.group;
  }

  /** Undefined while it consumes; else what it waits for. */
  trouble(): string | undefined {
    if (this.dead) return 'has ended';
    const outside = this.standing.trouble();
    if (outside) return outside;
    const held = this.holdups.describe();
    if (held) return held;
    return this.pollAge() > STALE_MS ? 'gets no answer from the broker' : undefined;
  }

  /** Milliseconds since the last answer to a fetch. */
  pollAge() {
    return this.membership.silence();
  }

  start() {
    this.starting ??= this.connect();
  }

  async stop() {
    this.stopping.abort();
    clearInterval(this.commits);
    await this.starting;
    await this.committing;
    await this.commit();
    await this.consumer?.disconnect().catch((error: unknown) => log.warn({ err: error }, 'A group was not left in order.'));
    this.standing.leave();
  }

  /** Broker away, topics not made yet: tried again without end. */
  private async connect() {
    while (!this.stopping.signal.aborted) {
      await pause(this.restarts.next(), this.stopping.signal);
      const consumer = this.create();
      try {
        await consumer.connect();
        const topics = new Set(this.options.plans.flatMap((plan) => [...plan.topics]));
        await consumer.subscribe({ topics: [...topics].map((topic) => this.options.prefix + topic), fromBeginning: true });
        this.consumer = consumer;
        await consumer.run({
          autoCommit: false,
          eachBatchAutoResolve: false,
          partitionsConsumedConcurrently: 4,
          eachBatch: (payload) => this.eachBatch(payload),
        });
        this.commits = setInterval(() => void this.tend(consumer), COMMIT_MS);
        return;
      } catch (error) {
        this.standing.failed(error);
        log.warn({ err: error, group: this.group }, 'A consumer could not start; it tries again.');
        await consumer.disconnect().catch(() => undefined);
      }
    }
  }

  private create(): Consumer {
    const consumer = this.options.kafka.consumer({
      groupId: this.group,
      sessionTimeout: SESSION_MS,
      heartbeatInterval: 3_000,
      minBytes: 1,
      maxWaitTimeInMs: this.options.waitMs ?? WAIT_MS,
      // So long new partitions go unnoticed; the question costs one small request.
      metadataMaxAge: 30_000,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 200, maxRetryTime: 5_000, retries: 5, restartOnFailure: () => Promise.resolve(true) },
    });
    const { GROUP_JOIN, HEARTBEAT, FETCH, CRASH, REBALANCING, STOP, DISCONNECT, REQUEST_QUEUE_SIZE } = consumer.events;
    consumer.on(GROUP_JOIN, (event) => this.onJoin(consumer, event));
    consumer.on(HEARTBEAT, () => this.membership.confirmed());
    consumer.on(FETCH, () => this.membership.heard());
    consumer.on(FETCH, () => this.standing.answered());
    consumer.on(REQUEST_QUEUE_SIZE, ({ payload }) => kafkaRequestQueueSize.set({ group: this.group }, payload.queueSize));
    for (const event of [REBALANCING, STOP, DISCONNECT]) consumer.on(event, () => this.standing.leave());
    consumer.on(CRASH, ({ payload: { error, restart } }) => {
      this.standing.failed(error);
      if (!restart && !this.stopping.signal.aborted) this.onCrash(error);
    });
    return consumer;
  }

  /** kafkajs takes some states of a starting broker for the end; a fault of the program is one. */
  private onCrash(error: Error) {
    clearInterval(this.commits);
    this.standing.leave();
    if (isProgramFault(error)) {
      this.dead = true;
      this.options.onDeath(error);
    } else this.starting = this.connect();
  }

  private async tend(consumer: Consumer) {
    if (!this.membership.isLost()) return this.commit();
    this.membership.confirmed();
    log.warn({ group: this.group }, 'The group no longer knows this member; it joins anew.');
    clearInterval(this.commits);
    await consumer.disconnect().catch(() => undefined);
    if (!this.stopping.signal.aborted) this.starting = this.connect();
  }

  private onJoin(consumer: Consumer, { payload }: ConsumerGroupJoinEvent) {
    const { prefix, positions, ends } = this.options;
    this.standing.enter();
    this.restarts.reset();
    this.membership.confirmed();
    this.resolved.clear();
    this.holdups.clear();
    const assigned = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic: topic.slice(prefix.length), partition })),
    );
    const positioned = positions.starts(assigned, ends, this.stopping.signal).then((starts) => {
      for (const { topic, partition, offset } of starts)
        consumer.seek({ topic: prefix + topic, partition, offset: String(offset) });
    });
    this.positioned.expect(positioned);
    positioned.catch((error: unknown) => log.warn({ err: error, group: this.group }, 'The group has changed meanwhile.'));
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const { batch, heartbeat, resolveOffset, isRunning, isStale } = payload;
    const place = { topic: batch.topic.slice(this.options.prefix.length), partition: batch.partition };
    await this.positioned.settled(heartbeat, this.stopping.signal);
    const until = Date.now() + BATCH_MS;
    for (let from = 0; from < batch.messages.length && Date.now() < until; from += SLICE) {
      if (!isRunning() || isStale() || this.stopping.signal.aborted) return;
      const messages = batch.messages.slice(from, from + SLICE);
      const last = messages.at(-1) as KafkaMessage;
      const next = Number(last.offset) + 1;
      try {
        await this.consume(place, messages, next, heartbeat);
      } catch (error) {
        // The group's own news are kafkajs' to act on; nothing else ever reaches it.
        if (error instanceof kafkajs.KafkaJSError) throw error;
        return this.hold(place, error, payload);
      }
      resolveOffset(last.offset);
      this.resolved.set(`${place.topic}/${place.partition}`, { ...place, offset: next });
      this.holdups.over(place);
      await heartbeat();
    }
  }

  private async consume(place: Partition, messages: readonly KafkaMessage[], next: number, heartbeat: Heartbeat) {
    const read = readAll(place, messages, this.options.plans);
    for (const plan of this.options.plans) {
      if (!plan.hears(place.topic)) continue;
      const items = itemsOf(plan, read);
      const stop = consumerBatchSeconds.startTimer({ consumer: plan.consumer });
      if (items.length) await this.options.slices.run({ consumer: plan.consumer, ...place }, items, next, heartbeat);
      else this.options.positions.pass(plan.consumer, place, next);
      stop();
    }
  }

  /** Something that everything needs is away, or the code around the handlers is wrong: the partition waits, nothing is given up. */
  private hold(place: Partition, error: unknown, { pause: pausePartition }: EachBatchPayload) {
    const resume = pausePartition();
    setTimeout(resume, this.holdups.next(place, error)).unref();
  }

  /** One at a time: where a fence is held for long, those that wait for it would take every connection. */
  private commit(): Promise<void> {
    return (this.committing ??= this.commitAll().finally(() => (this.committing = undefined)));
  }

  /** What the broker remembers is for people who look at the lag; where to go on is known by the database. */
  private async commitAll() {
    try {
      await this.options.positions.flush();
      const written = [...this.resolved];
      if (written.length === 0 || !this.standing.joined) return;
      const { prefix } = this.options;
      await this.consumer?.commitOffsets(
        written.map(([, { topic, partition, offset }]) => ({ topic: prefix + topic, partition, offset: String(offset) })),
      );
      for (const [name, place] of written) if (this.resolved.get(name) === place) this.resolved.delete(name);
    } catch (error) {
      log.debug({ err: error, group: this.group }, 'Offsets were not committed; the next ones will be.');
    }
  }
}
