import type { Kafka, Message, Producer, RecordMetadata } from 'kafkajs';
import { Partitioners } from 'kafkajs';
import { logger, type ProduceEncoder } from '@siger/service';
import { Backoff, pause } from '../backoff.js';
import { grouped } from '../driver/grouped.js';
import { isSeamInstalled } from '../driver/kafkajs-fixes.js';
import { decodeHeaders } from '../driver/raw-headers.js';
import { refusalOf } from '../driver/refusal.js';
import { relayPublishSeconds } from '../metrics.js';
import type { PendingRow } from './window.js';

const log = logger('relay');

interface RelayMessage extends Message {
  partition: number;
  rawHeaders?: Buffer;
}
export interface SenderOptions {
  kafka: Kafka;
  prefix: string;
  /** Which encoder the process uses. */
  encoder?: ProduceEncoder;
  /** Told when the broker refuses it. */
  principal?: string | undefined;
}
/** Our encoder copies headers as the writer encoded them; kafkajs' own wants them one by one, and would drop `rawHeaders` silently. */
const headersFor = {
  own: (hdr: Buffer) => ({ rawHeaders: hdr }),
  kafkajs: (hdr: Buffer) => ({ headers: decodeHeaders(hdr) }),
};
/** Gives one row up that the broker will never take. */
export type Bury = (row: PendingRow, reason: string) => Promise<void>;

/** Answers of the broker that no repetition changes. */
export const refusals: ReadonlySet<string> = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TOPIC_EXCEPTION',
  'INVALID_TIMESTAMP',
]);
const poisonOf = (error: unknown): string | undefined => {
  const { type, cause } = error as { type?: string; cause?: unknown };
  if (type && refusals.has(type)) return type;
  return cause ? poisonOf(cause) : undefined;
};

/**
 * The partitions that were sent to and of which no answer speaks. kafkajs repeats a send to the brokers that have not answered; a
 * partition whose leader died meanwhile and that is led now by a broker that has answered is then sent to nobody, without an error.
 */
export const leftOut = (
  topicMessages: readonly { topic: string; messages: readonly { partition?: number }[] }[],
  answers: readonly Pick<RecordMetadata, 'topicName' | 'partition'>[],
): string[] => {
  const answered = new Set(answers.map(({ topicName, partition }) => `${topicName}/${partition}`));
  const sent = topicMessages.flatMap(({ topic, messages }) =>
    [...new Set(messages.map(({ partition }) => partition))].map((partition) => `${topic}/${partition}`),
  );
  return sent.filter((place) => !answered.has(place));
};

/**
 * Sends serially through one idempotent producer. Two overlapping sends of one kafkajs producer can lose an acknowledged message,
 * and after a rejected send its sequence numbers are wrong: it is then thrown away and the rows are sent again by a new one.
 */
export class Sender {
  private producer: Producer | undefined;
  private readonly backoff = new Backoff(200, 5_000);
  /** Since when the broker takes nothing, in epoch milliseconds. */
  failingSince: number | undefined;
  /** What the broker says meanwhile, where it answers. */
  refusal: string | undefined;

  private readonly headersOf: (hdr: Buffer) => Omit<RelayMessage, 'value' | 'partition'>;

  constructor(private readonly options: SenderOptions) {
    const { encoder = 'own' } = options;
    this.headersOf = headersFor[encoder];
    if (encoder === 'own' && !isSeamInstalled())
      throw new Error('The produce encoder is not installed: kafkajs would drop the headers of every event.');
  }

  /** Resolves when the broker has everything; tries without end until `signal` says stop, or `confirm` raises before a try. */
  async deliver(rows: readonly PendingRow[], signal: AbortSignal, bury: Bury, confirm: () => void = () => {}): Promise<void> {
    const sure = () => {
      signal.throwIfAborted();
      confirm();
    };
    for (;;) {
      sure();
      try {
        await this.send(rows, sure);
        this.failingSince = this.refusal = undefined;
        this.backoff.reset();
        return;
      } catch (error) {
        await this.close();
        sure();
        const poison = poisonOf(error);
        if (poison) return this.isolate(rows, poison, (half) => this.deliver(half, signal, bury, confirm), bury);
        this.failingSince ??= Date.now();
        this.refusal = refusalOf(error, this.options.principal);
        log.warn({ err: error, rows: rows.length }, 'The broker did not take a batch; it is sent again.');
        await pause(this.backoff.next(), signal);
      }
    }
  }

  async close() {
    const { producer } = this;
    this.producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }

  private async send(rows: readonly PendingRow[], sure: () => void) {
    const producer = (this.producer ??= await this.connect());
    const byTopic = new Map<string, RelayMessage[]>();
    for (const { topic, key, payload, part, hdr } of rows) {
      const messages = byTopic.get(topic) ?? [];
      byTopic.set(topic, messages);
      messages.push({ key, value: payload, partition: part, ...this.headersOf(hdr) });
    }
    const stop = relayPublishSeconds.startTimer();
    const topicMessages = [...byTopic].map(([topic, messages]) => ({
      topic: this.options.prefix + topic,
      messages: grouped(messages, sure),
    }));
    const answers = await producer.sendBatch({ acks: -1, topicMessages }).catch(async (error: unknown) => {
      // It has connected again, where it was closed meanwhile.
      await producer.disconnect().catch(() => undefined);
      throw error;
    });
    stop();
    const missing = leftOut(topicMessages, answers);
    if (missing.length) throw new Error(`No broker has acknowledged what was sent to ${missing.join(', ')}.`);
  }

  private async connect() {
    const producer = this.options.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 100, retries: 8, maxRetryTime: 5_000 },
    });
    try {
      await producer.connect();
      return producer;
    } catch (error) {
      await producer.disconnect().catch(() => undefined);
      throw error;
    }
  }

  /** One row of the batch is refused for ever: halves are tried until it stands alone. */
  private async isolate(
    rows: readonly PendingRow[],
    reason: string,
    deliver: (half: readonly PendingRow[]) => Promise<void>,
    bury: Bury,
  ): Promise<void> {
    const [only] = rows;
    if (rows.length === 1 && only) return bury(only, reason);
    const middle = Math.ceil(rows.length / 2);
    await deliver(rows.slice(0, middle));
    await deliver(rows.slice(middle));
  }
}
