import { randomUUID } from 'node:crypto';
import { type Admin, type Consumer, type EachBatchPayload, Kafka, type KafkaMessage, logLevel } from 'kafkajs';
import { decode, type Erased, type StreamEvent } from './decode.js';
import type { EventType } from './events.js';
import { explained, StreamFault } from './fault.js';
import { Handover } from './handover.js';
import { isPositions, type Positions, type StreamOptions, topicsOf } from './options.js';
import { fetchedFrom, type Place, placesOf } from './place.js';
import { Seen } from './seen.js';

/** How often a batch that is worked on tells the broker that it is, and, of a group, how far. */
const HEARTBEAT_MS = 3_000;

export interface EventStream<T extends EventType> extends AsyncIterable<StreamEvent<T> | Erased> {
  /** Where to go on after everything that was handed out, the present event included. */
  positions(): Positions;
}

class Reader<T extends EventType> implements EventStream<T> {
  readonly #options: StreamOptions<T>;
  readonly #topics: readonly string[];
  readonly #prefix: string;
  readonly #places = new Map<string, Place>();
  readonly #handover = new Handover();
  #fresh = new Set<string>();
  /** Known once the group has shared the partitions out. */
  #mine: ReadonlySet<string> | undefined;

  constructor(options: StreamOptions<T>) {
    this.#options = options;
    this.#topics = topicsOf(options);
    this.#prefix = options.prefix ?? '';
  }

  /** Before it is known where it begins, where it was told to: who stores this of a run that failed loses nothing. */
  positions(): Positions {
    const { from } = this.#options;
    if (this.#places.size === 0 && isPositions(from)) return from;
    const positions: Record<string, Record<string, string>> = {};
    for (const { topic, partition, next } of this.#places.values()) (positions[topic] ??= {})[partition] = String(next);
    return positions;
  }

  async *[Symbol.asyncIterator]() {
    const { brokers, signal, group, sasl, ssl = Boolean(sasl) } = this.#options;
    const kafka = new Kafka({
      ...{ brokers: [...brokers], clientId: 'siger-stream', logLevel: logLevel.NOTHING, ssl },
      ...{ connectionTimeout: 5_000, retry: { retries: 3, initialRetryTime: 200 } },
      ...(sasl ? { sasl: { mechanism: 'scram-sha-512', ...sasl } as const } : {}),
    });
    const consumer = kafka.consumer({
      groupId: group ?? `${sasl?.username ?? 'siger-stream'}.${randomUUID()}`,
      maxWaitTimeInMs: 500,
    });
    const abort = () => this.#handover.end();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      if (signal?.aborted) return;
      await this.#locate(kafka.admin());
      if (this.#isDone()) return;
      await this.#run(kafka, consumer);
      yield* this.#events();
    } catch (error) {
      throw explained(error, brokers);
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#handover.end();
      await consumer.disconnect().catch(() => undefined);
    }
  }

  async #locate(admin: Admin) {
    await admin.connect();
    try {
      const there = await admin.listTopics();
      const missing = this.#topics.find((topic) => !there.includes(this.#prefix + topic));
      if (missing)
        throw new StreamFault(
          'unknown-topic',
          `There is no topic ${this.#prefix}${missing}, or this account may not read it; check \`prefix\`, and ask the operators.`,
        );
      const found = this.#topics.map((topic) => placesOf(admin, topic, this.#prefix, this.#options.from));
      for (const place of (await Promise.all(found)).flat())
        this.#places.set(this.#name(this.#prefix + place.topic, place.partition), place);
      this.#fresh = new Set(this.#places.keys());
      if (this.#options.group) await this.#resume(admin, this.#options.group);
    } finally {
      await admin.disconnect();
    }
  }

  /** Of a partition that another member has finished nothing comes any more: only its offset tells. */
  async #overtake(admin: Admin, groupId: string) {
    try {
      await admin.connect();
      await this.#resume(admin, groupId);
      if (this.#isDone()) this.#handover.end();
    } catch (error) {
      this.#handover.end(error);
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  }

  /** Where the group has an offset, it goes on there. */
  async #resume(admin: Admin, groupId: string) {
    for (const { topic, partitions } of await admin.fetchOffsets({
      groupId,
      topics: this.#topics.map((topic) => this.#prefix + topic),
    }))
      for (const { partition, offset } of partitions) {
        const place = this.#places.get(this.#name(topic, partition));
        if (!place || Number(offset) < 0) continue;
        if (!this.#mine && Number(offset) > place.end)
          throw new StreamFault(
            'position-gone',
            `The group ${groupId} was at ${offset} of ${place.topic}/${partition}, which ends at ${place.end}: the topic was made anew; take another \`group\`.`,
          );
        place.next = this.#mine ? Math.max(place.next, Number(offset)) : Number(offset);
        this.#fresh.delete(this.#name(topic, partition));
      }
  }

  #name = (topic: string, partition: number) => `${topic}/${partition}`;
  /** What others of the group read does not end with us. */
  #isDone = () =>
    this.#options.until === 'now' &&
    [...this.#places].every(([name, { next, end }]) => next >= end || (this.#mine && !this.#mine.has(name)));

  async #run(kafka: Kafka, consumer: Consumer) {
    const { group, until } = this.#options;
    const isOwn = !group;
    consumer.on(consumer.events.CRASH, ({ payload }) => payload.restart || this.#handover.end(payload.error));
    // Told before the first fetch: a group without an offset, or none at all, begins where it was said.
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      const shared = Object.entries(payload.memberAssignment);
      this.#mine = new Set(shared.flatMap(([topic, partitions]) => partitions.map((partition) => this.#name(topic, partition))));
      if (this.#isDone()) this.#handover.end();
      for (const [topic, partitions] of shared)
        for (const partition of partitions) {
          const place = this.#places.get(this.#name(topic, partition));
          if (place && (isOwn || this.#fresh.delete(this.#name(topic, partition))))
            consumer.seek({ topic, partition, offset: fetchedFrom(place) });
        }
      // By now each has an offset, by this member or by that which has it: to begin it again would give everything twice.
      this.#fresh.clear();
      if (group && until && !this.#handover.ended) void this.#overtake(kafka.admin(), group);
    });
    // A batch of nothing but aborted or compacted records never comes to a handler.
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { topic, partition, lastOffset, batchSize } }) => {
      const place = this.#places.get(this.#name(topic, partition));
      if (place && batchSize === 0) place.next = Math.max(place.next, Number(lastOffset) + 1);
      if (this.#isDone()) this.#handover.end();
    });
    await consumer.connect();
    await consumer.subscribe({ topics: this.#topics.map((topic) => this.#prefix + topic), fromBeginning: true });
    await consumer.run({
      ...{ autoCommit: !isOwn, autoCommitInterval: HEARTBEAT_MS, eachBatchAutoResolve: false },
      eachBatch: (payload) => this.#hand(payload),
    });
  }

  async #hand({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, isStale, isRunning }: EachBatchPayload) {
    const place = this.#places.get(this.#name(batch.topic, batch.partition));
    if (!place || isStale() || !isRunning() || this.#handover.ended) return;
    const beat = () => heartbeat().then(() => (this.#options.group ? commitOffsetsIfNecessary() : undefined));
    const beating = setInterval(() => void beat().catch(() => undefined), HEARTBEAT_MS);
    const { promise, release } = gate();
    this.#handover.put({ place, messages: batch.messages, done: ({ offset }) => resolveOffset(offset), release });
    await promise.finally(() => clearInterval(beating));
    if (!this.#handover.ended) place.next = Math.max(place.next, Number(batch.lastOffset()) + 1);
  }

  async *#events() {
    const wanted = new Set<string>(this.#options.types);
    const seen = new Seen();
    for (let slice = await this.#handover.take(); slice; slice = await this.#handover.take()) {
      try {
        for (const message of slice.messages) {
          if (this.#handover.ended) return;
          const isOld = Number(message.offset) < slice.place.next;
          if (isOld) seen.isNew(headerOf(message, 'ce_id'));
          const event = isOld ? undefined : this.#read(slice.place, message, wanted);
          slice.place.next = Math.max(slice.place.next, Number(message.offset) + 1);
          if (event && (event.type === 'erased' || seen.isNew(event.id))) yield event as StreamEvent<T> | Erased;
          slice.done(message);
        }
      } finally {
        slice.release();
      }
    }
  }

  #read({ topic, partition }: Place, message: KafkaMessage, wanted: ReadonlySet<string>) {
    const { key, value, offset } = message;
    const header = (name: string) => headerOf(message, name);
    try {
      return decode({ topic, place: `${topic}/${partition}/${offset}`, key: String(key ?? ''), value, header }, wanted);
    } catch (fault) {
      if (!(fault instanceof StreamFault) || !this.#options.onInvalid) throw fault;
      return void this.#options.onInvalid(fault);
    }
  }
}

const headerOf = ({ headers }: KafkaMessage, name: string) => String(headers?.[name] ?? '');

const gate = () => {
  let release: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => (release = resolve));
  return { promise, release };
};

/**
 * The events of the given types, in order per key, each once within a run, checked against the schemas that this package carries.
 * With a group an event is done when the loop asks for the next one; what was handed out last may come again. Throws `StreamFault`.
 */
export const streamOf = <T extends EventType>(options: StreamOptions<T>): EventStream<T> => new Reader(options);
