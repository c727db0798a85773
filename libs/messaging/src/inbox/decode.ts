import { type DeadReason, type EventContract, topics, type TopicName } from '@siger/contracts';
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

const sequenceOf = (text = '') => (/^[0-9]{1,15}$/.test(text) ? Number(text) : 0);

/** The first attribute that is missing or malformed. */
const faultOf = ({ headers, key }: IncomingRecord, meta: EventMeta): string | undefined => {
  if (headers['ce_specversion'] !== '1.0') return 'ce_specversion';
  if (!isId(meta.id)) return 'ce_id';
  if (key === '' || headers['ce_subject'] !== key) return 'key';
  if (meta.sequence < 1) return 'ce_sequence';
  if (Number.isNaN(meta.time.getTime())) return 'ce_time';
  return isId(meta.correlationId) ? undefined : 'ce_correlationid';
};

const metaOf = ({ headers, key, topic, partition, offset }: IncomingRecord, type: string): EventMeta => {
  const { ce_causationid: causationId, traceparent } = headers;
  return {
    id: headers['ce_id'] ?? '',
    type,
    source: headers['ce_source'] ?? '',
    time: new Date(headers['ce_time'] ?? ''),
    key,
    sequence: sequenceOf(headers['ce_sequence']),
    correlationId: headers['ce_correlationid'] ?? '',
    topic,
    partition,
    offset,
    ...(isId(causationId) ? { causationId } : undefined),
    ...(traceparent ? { traceparent } : undefined),
  };
};

const dataOf = (value: Buffer): { data: unknown } | undefined => {
  try {
    return { data: JSON.parse(value.toString()) as unknown };
  } catch {
    return undefined;
  }
};

const withoutValue = ({ topic, key }: IncomingRecord): Decoded =>
  topics[topic as TopicName].kind === 'snapshot' && isId(key) ? { kind: 'tombstone' } : dead('UNDECODABLE', 'no value');

const judged = (record: IncomingRecord, value: Buffer, contract: EventContract): Decoded => {
  if (value.length > LARGEST) return dead('TOO_LARGE', `${value.length} bytes`);
  const meta = metaOf(record, contract.type);
  const fault = faultOf(record, meta);
  if (fault) return dead('UNDECODABLE', fault);
  const parsed = dataOf(value);
  if (!parsed) return dead('UNDECODABLE', 'no JSON');
  const breach = breachOf(contract, parsed.data);
  if (breach) return dead('CONTRACT_VIOLATED', breach);
  const isKeyed = (parsed.data as Record<string, unknown>)[contract.key] === record.key;
  return isKeyed ? { kind: 'event', meta, data: parsed.data } : dead('CONTRACT_VIOLATED', `/${contract.key} is not the key`);
};

/** What a record says, judged by its contract before any handler sees it. */
export const decode = (record: IncomingRecord, isHeard = true): Decoded => {
  const { topic, value, headers } = record;
  if (value === null) return withoutValue(record);
  const type = headers['ce_type'];
  const contract = type ? contractOn(topic, type) : undefined;
  if (type && !contract) return { kind: 'unknown' };
  if (!isHeard) return { kind: 'unheard' };
  return contract ? judged(record, value, contract) : dead('UNDECODABLE', 'ce_type');
};
