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

const sequenceOf = (text = '') => (/^[0-9]{1,15}$/.test(text) ? Number(text) : 0);

/** The first attribute that is missing or malformed. */
const faultOf = ({ headers, key, eventId }: IncomingRecord, meta: EventMeta): string | undefined => {
  if (headers.get('ce_specversion') !== '1.0') return 'ce_specversion';
  if (!eventId) return 'ce_id';
  if (key === '' || headers.get('ce_subject') !== key) return 'key';
  if (meta.sequence < 1) return 'ce_sequence';
  if (Number.isNaN(meta.time.getTime())) return 'ce_time';
  return isId(meta.correlationId) ? undefined : 'ce_correlationid';
};

const metaOf = ({ headers, key, topic, partition, offset, eventId }: IncomingRecord, type: string): EventMeta => {
  const causationId = headers.get('ce_causationid');
  return {
    id: eventId ?? '',
    type,
    source: headers.get('ce_source') ?? '',
    time: new Date(headers.get('ce_time') ?? ''),
    key,
    sequence: sequenceOf(headers.get('ce_sequence')),
    correlationId: headers.get('ce_correlationid') ?? '',
    causationId: isId(causationId) ? causationId : undefined,
    traceparent: headers.get('traceparent') || undefined,
    topic,
    partition,
    offset,
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
  const { topic, type, value } = record;
  if (value === null) return withoutValue(record);
  const contract = type ? contractOn(topic, type) : undefined;
  if (type && !contract) return { kind: 'unknown' };
  if (!isHeard) return { kind: 'unheard' };
  return contract ? judged(record, value, contract) : dead('UNDECODABLE', 'ce_type');
};
