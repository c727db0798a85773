/** CRC-32C (Castagnoli), eight bytes a step: Kafka's record batches carry it. */
const POLYNOMIAL = 0x82f63b78;
const SLICES = 8;

const tables = Array.from({ length: SLICES }, () => new Uint32Array(256));
const table = (slice: number) => tables[slice] as Uint32Array;

for (let byte = 0; byte < 256; byte += 1) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  table(0)[byte] = crc >>> 0;
}
for (let slice = 1; slice < SLICES; slice += 1) {
  for (let byte = 0; byte < 256; byte += 1) {
    const before = table(slice - 1)[byte] as number;
    table(slice)[byte] = ((before >>> 8) ^ (table(0)[before & 0xff] as number)) >>> 0;
  }
}
const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
];
const at = (of: Uint32Array, index: number) => of[index] as number;
const byteAt = (buffer: Uint8Array, index: number) => buffer[index] as number;

/** Of the bytes from `start` to before `end`, as an unsigned 32-bit number. */
export const crc32c = (buffer: Uint8Array, start: number, end: number): number => {
  let crc = 0xffffffff;
  let i = start;
  for (; i + SLICES <= end; i += SLICES) {
    const low =
      crc ^ (byteAt(buffer, i) | (byteAt(buffer, i + 1) << 8) | (byteAt(buffer, i + 2) << 16) | (byteAt(buffer, i + 3) << 24));
    crc =
      at(t7, low & 0xff) ^
      at(t6, (low >>> 8) & 0xff) ^
      at(t5, (low >>> 16) & 0xff) ^
      at(t4, low >>> 24) ^
      at(t3, byteAt(buffer, i + 4)) ^
      at(t2, byteAt(buffer, i + 5)) ^
      at(t1, byteAt(buffer, i + 6)) ^
      at(t0, byteAt(buffer, i + 7));
  }
  for (; i < end; i += 1) crc = (crc >>> 8) ^ at(t0, (crc ^ byteAt(buffer, i)) & 0xff);
  return (crc ^ 0xffffffff) >>> 0;
};
