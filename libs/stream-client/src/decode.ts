import { breachOf, declaredOf } from './catalogue.js';
import type { Declarations, EventType } from './events.js';
import { StreamFault } from './fault.js';

/** An event as it was said, discriminated by `type`. */
export type StreamEvent<T extends EventType = EventType> = {
  [K in T]: {
    readonly type: K;
    /** The same id is the same event. */
    readonly id: string;
    readonly time: Date;
    /** Of the aggregate. */
    readonly key: string;
    /** Counts the events of the key from 1. */
    readonly sequence: number;
    readonly correlationId: string;
    readonly data: Declarations[K]['data'];
  };
}[T];
/** The value of a snapshot's key was erased: forget what you keep of it. */
export interface Erased {
  readonly type: 'erased';
  readonly topic: string;
  readonly key: string;
}

export interface RawRecord {
  readonly topic: string;
  readonly place: string;
  readonly key: string;
  readonly value: Buffer | null;
  readonly header: (name: string) => string;
}

const parsed = (value: Buffer): unknown => {
  try {
    return JSON.parse(value.toString()) as unknown;
  } catch {
    return undefined;
  }
};

/** What a record says; undefined where it is of a type that nobody asked for. */
export const decode = (
  { topic, place, key, value, header }: RawRecord,
  wanted: ReadonlySet<string>,
): StreamEvent | Erased | undefined => {
  if (value === null) return topic.endsWith('.snapshot') ? { type: 'erased', topic, key } : undefined;
  const type = header('ce_type');
  const declared = declaredOf(type);
  if (declared?.topic !== topic || !wanted.has(type)) return undefined;
  const data = parsed(value);
  const time = new Date(header('ce_time'));
  const isMarked = !Number.isNaN(time.getTime()) && header('ce_id') && /^0*[1-9]\d{0,14}$/.test(header('ce_sequence'));
  const isKeyed = () => Object(data)[declared.key] === key;
  const breach = isMarked
    ? (breachOf(type, declared, data) ?? (isKeyed() ? undefined : `/${declared.key} is not the key`))
    : 'its attributes';
  if (breach)
    throw new StreamFault(
      'invalid-record',
      `${type} at ${place} breaks its schema: ${breach}; pass \`onInvalid\` to skip such records, and tell the owner of ${topic}.`,
    );
  const meta = {
    id: header('ce_id'),
    time,
    key,
    sequence: Number(header('ce_sequence')),
    correlationId: header('ce_correlationid'),
  };
  return { type, ...meta, data } as StreamEvent;
};
