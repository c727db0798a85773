import { isId } from '@siger/service';
import type { IHeaders } from 'kafkajs';

/** One record as it came, with texts for bytes; the headers become texts where they are asked for. */
export interface IncomingRecord {
  /** Without the prefix of the environment. */
  topic: string;
  partition: number;
  offset: number;
  key: string;
  headers: RecordHeaders;
  type: string | undefined;
  /** Where it can be read; it names the record even where the rest cannot be read. */
  eventId: string | null;
  value: Buffer | null;
}

/** What we read of a message of kafkajs. */
export interface RawMessage {
  key: Buffer | null;
  value: Buffer | null;
  headers?: IHeaders | undefined;
  offset: string;
}

/** PostgreSQL keeps no NUL in a text. */
const text = (bytes: Buffer | string) => {
  const plain = bytes.toString();
  return plain.includes('\0') ? plain.replaceAll('\0', '\uFFFD') : plain;
};

const plain = (value: IHeaders[string]) => text((Array.isArray(value) ? value[0] : value) ?? '');

/** Half of an event's headers are never asked for, and others only for whether they say what is expected. */
export class RecordHeaders {
  /** Kafka knows headers without a value, of which the types of kafkajs say nothing. */
  constructor(private readonly raw: IHeaders) {}

  /** The first of its name; empty where it has no value. */
  get(name: string): string | undefined {
    const value = Object.hasOwn(this.raw, name) ? this.raw[name] : undefined;
    return value === undefined ? undefined : plain(value);
  }

  toJSON(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.raw).map(([name, value]) => [text(name), plain(value)]));
  }
}

type Bare = Omit<IncomingRecord, 'type' | 'eventId'>;
/** With what every reader of it asks for. */
export const recordWith = (bare: Bare): IncomingRecord => {
  const id = bare.headers.get('ce_id');
  return { ...bare, type: bare.headers.get('ce_type'), eventId: isId(id) ? id : null };
};

export const recordOf = (topic: string, partition: number, message: RawMessage): IncomingRecord =>
  recordWith({
    topic,
    partition,
    offset: Number(message.offset),
    key: message.key ? text(message.key) : '',
    headers: new RecordHeaders(message.headers ?? {}),
    value: message.value,
  });
