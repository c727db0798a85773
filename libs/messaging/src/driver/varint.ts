/** Kafka's variable-length integers: zigzag, seven bits a byte, lowest first. */
export const sizeOfVarint = (value: number): number => {
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  let size = 1;
  while (rest > 0x7f) {
    rest >>>= 7;
    size += 1;
  }
  return size;
};

/** Writes at `offset`; answers the offset behind. */
export const writeVarint = (buffer: Buffer, value: number, offset: number): number => {
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  let i = offset;
  while (rest > 0x7f) {
    buffer[i++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  buffer[i++] = rest;
  return i;
};

/** The value and the offset behind it. */
export const readVarint = (buffer: Buffer, offset: number): [value: number, next: number] => {
  let [value, shift, i] = [0, 0, offset];
  for (;;) {
    const byte = buffer.readUInt8(i++);
    value |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte < 0x80) return [(value >>> 1) ^ -(value & 1), i];
  }
};

const zigzag64 = (value: bigint) => BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));

export const sizeOfVarlong = (value: bigint): number => {
  let rest = zigzag64(value);
  let size = 1;
  while (rest > 0x7fn) {
    rest >>= 7n;
    size += 1;
  }
  return size;
};

export const writeVarlong = (buffer: Buffer, value: bigint, offset: number): number => {
  let rest = zigzag64(value);
  let i = offset;
  while (rest > 0x7fn) {
    buffer[i++] = Number(rest & 0x7fn) | 0x80;
    rest >>= 7n;
  }
  buffer[i++] = Number(rest);
  return i;
};
