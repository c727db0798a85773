import { createRequire } from 'node:module';

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
  buf: Buffer;
  buffer: Buffer;
  offset: number;
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

export const paths = {
  produce: 'kafkajs/src/protocol/requests/produce/index.js',
  produceV3: 'kafkajs/src/protocol/requests/produce/v3/request.js',
  recordBatch: 'kafkajs/src/protocol/recordBatch/v0/index.js',
  record: 'kafkajs/src/protocol/recordBatch/record/v0/index.js',
  requestQueue: 'kafkajs/src/network/requestQueue/index.js',
  sendMessages: 'kafkajs/src/producer/sendMessages.js',
  murmur2: 'kafkajs/src/producer/partitioners/default/murmur2.js',
  package: 'kafkajs/package.json',
} as const;

export const pathOf = (name: keyof typeof paths) => load.resolve(paths[name]);
export const produceModule = load(paths.produce) as ProduceModule;
export const requestQueue = load(paths.requestQueue) as { prototype: PendingQueue };
export const murmur2 = load(paths.murmur2) as (key: string | Buffer) => number;
