import { createRequire } from 'node:module';
import type { Kafka } from 'kafkajs';

/** kafkajs has no `exports` map: its modules can be reached. What is reached is listed here and pinned by `kafkajs-fixes.spec.ts`. */
const load = createRequire(import.meta.url);

export interface ProduceMessage {
  key?: Buffer | string | null;
  value: Buffer | string | null;
  timestamp?: string | number | null;
  headers?: Record<string, Buffer | string | (Buffer | string)[]>;
  /** Headers in Kafka's record format, count included; copied as they are. */
  rawHeaders?: Buffer;
}
export interface ProducePartition {
  partition: number;
  firstSequence?: number;
  messages: ProduceMessage[];
}
export interface ProduceArguments {
  acks: number;
  timeout: number;
  transactionalId?: string | null;
  producerId?: unknown;
  producerEpoch?: number;
  compression?: number;
  topicData: { topic: string; partitions: ProducePartition[] }[];
}
/** What kafkajs reads of an encoder when it puts a request into its frame. */
export interface Encoded {
  /** What is written, and what is free behind it. */
  buf: Buffer;
  readonly buffer: Buffer;
  offset: number;
  /** With room before what is written: see frame.ts. */
  whole?: Buffer | undefined;
  size(): number;
}
interface ProduceRequest {
  request: { encode(): Promise<Encoded> };
  response: unknown;
}
type ProduceVersion = (args: ProduceArguments) => ProduceRequest;
export interface ProduceModule {
  protocol(options: { version: number | string }): ProduceVersion;
}
export interface PendingQueue {
  pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(): void;
}

/** Of kafkajs' own encoder, what a request beyond its repertoire is written with. Each call answers the encoder itself. */
export interface Encoder extends Encoded {
  writeEncoder(value: Encoded): Encoder;
  writeInt8(value: number): Encoder;
  writeInt32(value: number): Encoder;
  writeUVarIntString(value: string): Encoder;
  writeUVarIntArray(items: readonly Encoder[]): Encoder;
  /** Without an argument one zero byte: no bytes, or no tagged fields. */
  writeUVarIntBytes(value?: Buffer): Encoder;
}
export interface Decoder {
  readonly buffer: Buffer;
  offset: number;
  readInt8(): number;
  readInt16(): number;
  readInt32(): number;
  readString(): string | null;
  readArray(read: (decoder: Decoder) => unknown): unknown[];
  readVarInt(): number;
  readVarIntString(): string | null;
  readVarIntBytes(): Buffer | null;
  readVarIntArray(read: (decoder: Decoder) => unknown): unknown;
  readUVarIntString(): string | null;
  readUVarIntArray<T>(read: (decoder: Decoder) => T): T[];
  readTaggedFields(): void;
}
interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  brokerPool: { seedBroker: { connectionPool: { send(protocol: object): Promise<unknown> } } };
}

export const paths = {
  produce: 'kafkajs/src/protocol/requests/produce/index.js',
  produceV3: 'kafkajs/src/protocol/requests/produce/v3/request.js',
  recordBatch: 'kafkajs/src/protocol/recordBatch/v0/index.js',
  record: 'kafkajs/src/protocol/recordBatch/record/v0/index.js',
  recordDecoder: 'kafkajs/src/protocol/recordBatch/record/v0/decoder.js',
  requestQueue: 'kafkajs/src/network/requestQueue/index.js',
  sendMessages: 'kafkajs/src/producer/sendMessages.js',
  messageProducer: 'kafkajs/src/producer/messageProducer.js',
  group: 'kafkajs/src/producer/groupMessagesPerPartition.js',
  murmur2: 'kafkajs/src/producer/partitioners/default/murmur2.js',
  encoder: 'kafkajs/src/protocol/encoder.js',
  frame: 'kafkajs/src/protocol/request.js',
  decoder: 'kafkajs/src/protocol/decoder.js',
  client: 'kafkajs/src/index.js',
  package: 'kafkajs/package.json',
} as const;

export const pathOf = (name: keyof typeof paths) => load.resolve(paths[name]);
export const produceModule = load(paths.produce) as ProduceModule;
export const requestQueue = load(paths.requestQueue) as { prototype: PendingQueue };
export const murmur2 = load(paths.murmur2) as (key: string | Buffer) => number;
export const Encoder = load(paths.encoder) as { new (): Encoder; prototype: Encoder };
export const Decoder = load(paths.decoder) as { new (data: Buffer): Decoder; prototype: Decoder };

/** Sends one request of version 0 that kafkajs does not know, over a connection of its own, and reads the answer. */
export const sendTo = async <T>(
  kafka: Kafka,
  { key, name, body }: { key: number; name: string; body: Encoder },
  read: (decoder: Decoder) => T,
): Promise<T> => {
  const create = Object.getOwnPropertySymbols(kafka).find(({ description }) => description === 'private:Kafka:createCluster');
  if (!create) throw new Error('kafkajs has changed: it makes no cluster.');
  const createCluster = Reflect.get(kafka, create) as (this: Kafka, options: object) => Cluster;
  const cluster = createCluster.call(kafka, {});
  try {
    await cluster.connect();
    const request = { apiKey: key, apiVersion: 0, apiName: name, encode: () => Promise.resolve(body) };
    const decode = (data: Buffer) => Promise.resolve(read(new Decoder(data)));
    const answer = await cluster.brokerPool.seedBroker.connectionPool.send({
      request,
      response: { decode, parse: (data: unknown) => Promise.resolve(data) },
    });
    return answer as T;
  } finally {
    await cluster.disconnect();
  }
};
