import { randomBytes } from 'node:crypto';
import { type EventContract, type Fact, schemaId, type ServiceName, type TopicName } from '@siger/contracts';
import { clock, type Context, newId } from '@siger/service';
import { partitionOf } from '../driver/partition.js';
import { encodeHeaders, type HeaderPair } from '../driver/raw-headers.js';
import { breachOf } from '../validate.js';

/** A broker takes at most a mebibyte in one batch; what is near it is a mistake of the writer. */
export const MAX_PAYLOAD = 900_000;

/** One row of the outbox, all but what the database gives. */
export interface OutboxRow {
  eventId: string;
  type: string;
  topic: TopicName;
  key: string;
  sequence: number;
  correlationId: string;
  causationId: string | null;
  part: number;
  hdr: Buffer;
  payload: Buffer | null;
}

export interface Stamp {
  key: string;
  sequence: number;
  service: ServiceName;
  context: Context;
}

/** A text that sorts as the number does: CloudEvents compare sequences as strings. */
const padded = (sequence: number) => String(sequence).padStart(10, '0');
/** Timers and start-up have no trace: what they cause begins one. */
const newTrace = () => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;

const headersOf = (eventId: string, { type }: EventContract, { key, sequence, service, context }: Stamp): HeaderPair[] => [
  ['ce_specversion', '1.0'],
  ['ce_id', eventId],
  ['ce_source', `/siger/${service}`],
  ['ce_type', type],
  ['ce_time', clock.now().toISOString()],
  ['ce_subject', key],
  ['ce_dataschema', schemaId(type)],
  ['ce_sequence', padded(sequence)],
  ['ce_partitionkey', key],
  ['ce_correlationid', context.correlationId],
  ...(context.causationId ? [['ce_causationid', context.causationId] as const] : []),
  ['content-type', 'application/json'],
  ['traceparent', context.traceparent ?? newTrace()],
];

const payloadOf = ({ contract, data }: Fact, key: string): Buffer => {
  const breach = breachOf(contract, data);
  if (breach) throw new Error(`${contract.type} breaks its contract: ${breach}`);
  if ((data as Record<string, unknown>)[contract.key] !== key)
    throw new Error(`${contract.type} is keyed by ${contract.key}, which is not the aggregate that says it`);
  const payload = Buffer.from(JSON.stringify(data));
  if (payload.length > MAX_PAYLOAD) throw new Error(`${contract.type} has ${payload.length} bytes; at most ${MAX_PAYLOAD}`);
  return payload;
};

/** A fact as its row: checked against its contract, headers as Kafka stores them. */
export const stamped = (fact: Fact, stamp: Stamp): OutboxRow => {
  const { contract } = fact;
  const eventId = newId();
  return {
    eventId,
    type: contract.type,
    topic: contract.topic,
    key: stamp.key,
    sequence: stamp.sequence,
    correlationId: stamp.context.correlationId,
    causationId: stamp.context.causationId ?? null,
    part: partitionOf(contract.topic, stamp.key),
    hdr: encodeHeaders(headersOf(eventId, contract, stamp)),
    payload: payloadOf(fact, stamp.key),
  };
};

/** The key with nothing behind it: compaction then forgets the key's values. Without headers, because it is no event. */
export const tombstone = (noun: string, topic: TopicName, { key, sequence, context }: Stamp): OutboxRow => ({
  eventId: newId(),
  type: `${noun}.tombstone`,
  topic,
  key,
  sequence,
  correlationId: context.correlationId,
  causationId: context.causationId ?? null,
  part: partitionOf(topic, key),
  hdr: encodeHeaders([]),
  payload: null,
});
