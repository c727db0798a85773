import type { IHeaders } from 'kafkajs';

/** One record as it came, with texts for bytes. */
export interface IncomingRecord {
  /** Without the prefix of the environment. */
  topic: string;
  partition: number;
  offset: number;
  key: string;
  headers: Readonly<Record<string, string>>;
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

const headersOf = ({ headers: given = {} }: RawMessage): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const name of Object.keys(given)) {
    const value = given[name];
    // Kafka knows headers without a value, of which the types of kafkajs say nothing.
    headers[text(name)] = text((Array.isArray(value) ? value[0] : value) ?? '');
  }
  return headers;
};

export const recordOf = (topic: string, partition: number, message: RawMessage): IncomingRecord => ({
  topic,
  partition,
  offset: Number(message.offset),
  key: message.key ? text(message.key) : '',
  headers: headersOf(message),
  value: message.value,
});
