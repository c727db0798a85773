import { type DeadReason, topics, type TopicName } from '@siger/contracts';
import { isId } from '@siger/service';
import type { EventMeta } from '../event-context.js';
import { contractOn, breachOf } from '../validate.js';
import type { IncomingRecord } from './record.js';

/** No broker of ours lets more through; a larger one is configured otherwise. */
const LARGEST = 1_048_576;

export type Decoded =
  | { kind: 'event'; meta: EventMeta; data: unknown }
  | { kind: 'tombstone' }
  /** Of a type that nobody has declared. */
  | { kind: 'unknown' }
  /** Declared, and of no concern to any consumer here: not even parsed. */
  | { kind: 'unheard' }
  | { kind: 'dead'; reason: DeadReason; detail: string };

const dead = (reason: DeadReason, detail: string): Decoded => ({ kind: 'dead', reason, detail });

/** The event's id where it can be read; it names the record even where the rest cannot be read. */
export const idOf = ({ headers }: IncomingRecord): string | null => {
  const id = headers['ce_id'];
  return isId(id) ? id : null;
};

const metaOf = (record: IncomingRecord, type: string): EventMeta | string => {
  const { headers, key, topic, partition, offset } = record;
  const id = idOf(record);
  const { ce_source: source, ce_time, ce_correlationid: correlationId, ce_causationid: causationId, traceparent } = headers;
  const sequence = /^[0-9]{1,15}$/.test(headers['ce_sequence'] ?? '') ? Number(headers['ce_sequence']) : 0;
  const time = new Date(ce_time ?? '');
  if (headers['ce_specversion'] !== '1.0') return 'ce_specversion';
  if (!id) return 'ce_id';
  if (!key || headers['ce_subject'] !== key) return 'key';
  if (sequence < 1) return 'ce_sequence';
  if (Number.isNaN(time.getTime())) return 'ce_time';
  if (!isId(correlationId)) return 'ce_correlationid';
  return {
    ...{ id, type, source: source ?? '', time, key, sequence, correlationId, topic, partition, offset },
    ...(isId(causationId) ? { causationId } : {}),
    ...(traceparent ? { traceparent } : {}),
  };
};

const dataOf = (value: Buffer): { data: unknown } | undefined => {
  try {
    return { data: JSON.parse(value.toString()) as unknown };
  } catch {
    return undefined;
  }
};

/** What a record says, judged by its contract before any handler sees it. */
export const decode = (record: IncomingRecord, isHeard = true): Decoded => {
  const { topic, value, headers, key } = record;
  if (value === null) {
    const compacted = topics[topic as TopicName].kind === 'snapshot';
    return compacted && key ? { kind: 'tombstone' } : dead('UNDECODABLE', 'no value');
  }
  const type = headers['ce_type'];
  const contract = type ? contractOn(topic, type) : undefined;
  if (type && !contract) return { kind: 'unknown' };
  if (!isHeard) return { kind: 'unheard' };
  if (value.length > LARGEST) return dead('TOO_LARGE', `${value.length} bytes`);
  if (!type || !contract) return dead('UNDECODABLE', 'ce_type');
  const meta = metaOf(record, type);
  if (typeof meta === 'string') return dead('UNDECODABLE', meta);
  const parsed = dataOf(value);
  if (!parsed) return dead('UNDECODABLE', 'no JSON');
  const breach = breachOf(contract, parsed.data);
  if (breach) return dead('CONTRACT_VIOLATED', breach);
  if ((parsed.data as Record<string, unknown>)[contract.key] !== key)
    return dead('CONTRACT_VIOLATED', `/${contract.key} is not the key`);
  return { kind: 'event', meta, data: parsed.data };
};
