import type { IHeaders } from 'kafkajs';
import type { Decoder } from './internals.js';

type Value = Buffer | null;
type Headers = Record<string, Value | Value[]>;

/** One header more; a name that comes again gets a list. */
const added = (headers: Headers, name: string, value: Value) => {
  const before = Object.hasOwn(headers, name) ? headers[name] : undefined;
  if (Array.isArray(before)) return void before.push(value);
  const now = before === undefined ? value : [before, value];
  // An assignment would ask what a foreign header like `__proto__` means.
  Object.defineProperty(headers, name, { value: now, enumerable: true, configurable: true, writable: true });
};

const attributes = 'specversion id source type time subject dataschema sequence partitionkey correlationid causationid'.split(
  ' ',
);
/** What an event says of itself, by the length of the name and its last byte but one: no text is made of these again and again. */
const known = new Map(
  [...attributes.map((attribute) => `ce_${attribute}`), 'content-type', 'traceparent'].map((name) => [
    codeOf(name.length, name.charCodeAt(name.length - 2)),
    name,
  ]),
);
function codeOf(length: number, sign: number) {
  return length * 256 + sign;
}

const nameIn = (decoder: Decoder): string => {
  const { buffer, offset } = decoder;
  const length = (buffer[offset] ?? 0) >>> 1;
  const name = known.get(codeOf(length, buffer[offset + length - 1] ?? 0));
  if (!name || !isAt(buffer, offset + 1, name)) return decoder.readVarIntString() ?? 'null';
  decoder.offset = offset + 1 + length;
  return name;
};
const isAt = (buffer: Buffer, from: number, text: string): boolean => {
  for (let n = 0; n < text.length; n += 1) if (buffer[from + n] !== text.charCodeAt(n)) return false;
  return true;
};

/**
 * What kafkajs calls for the headers of a record, and nothing else: their list, of which it makes an object with `reduce`. It makes a
 * new object, with all that it had, for each header; that costs more than everything else it does to a record.
 */
export function readHeaders(this: Decoder): { reduce(): IHeaders } {
  const count = this.readVarInt();
  const headers: Headers = {};
  for (let n = 0; n < count; n += 1) {
    const name = nameIn(this);
    const value = this.readVarIntBytes();
    if (name in headers) added(headers, name, value);
    else headers[name] = value;
  }
  // Kafka knows headers without a value, of which the types of kafkajs say nothing.
  return { reduce: () => headers as IHeaders };
}
