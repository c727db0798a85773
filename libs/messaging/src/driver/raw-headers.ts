import { readVarint, sizeOfVarint, writeVarint } from './varint.js';

export type HeaderPair = readonly [name: string, value: string | Buffer];

/** Headers as Kafka's record format stores them, count included: made once by the writer, copied by the relay. */
export const encodeHeaders = (pairs: readonly HeaderPair[]): Buffer => {
  const sizes = pairs.map(([name, value]) => [Buffer.byteLength(name), Buffer.byteLength(value)] as const);
  const total = sizes.reduce((sum, [n, v]) => sum + sizeOfVarint(n) + n + sizeOfVarint(v) + v, sizeOfVarint(pairs.length));
  const buffer = Buffer.allocUnsafe(total);
  let offset = writeVarint(buffer, pairs.length, 0);
  const write = (value: string | Buffer, size: number) => {
    offset = writeVarint(buffer, size, offset);
    offset += typeof value === 'string' ? buffer.write(value, offset, size, 'utf8') : value.copy(buffer, offset);
  };
  pairs.forEach(([name, value], i) => {
    const [nameSize, valueSize] = sizes[i] as readonly [number, number];
    write(name, nameSize);
    write(value, valueSize);
  });
  return buffer;
};

/** The other way, as kafkajs wants them: a name that comes twice has a list. */
export const decodeHeaders = (raw: Buffer): Record<string, Buffer | Buffer[]> => {
  const headers = new Map<string, Buffer | Buffer[]>();
  let [count, offset] = readVarint(raw, 0);
  const read = () => {
    const [size, from] = readVarint(raw, offset);
    offset = from + size;
    return raw.subarray(from, offset);
  };
  for (; count > 0; count -= 1) {
    const [name, value] = [read().toString('utf8'), read()];
    const known = headers.get(name);
    headers.set(name, known ? [known, value].flat() : value);
  }
  return Object.fromEntries(headers);
};
