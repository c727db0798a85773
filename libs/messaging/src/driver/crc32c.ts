/** CRC-32C (Castagnoli), sixteen bytes a step: Kafka's record batches carry it. */
const POLYNOMIAL = 0x82f63b78;
const STEP = 16;

/** Row `n` says what a byte does to the checksum when `n` bytes follow it. */
const table = new Int32Array(STEP * 256);
for (let byte = 0; byte < 256; byte += 1) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  table[byte] = crc;
}
const at = (following: number, byte: number) => table[following * 256 + byte] as number;
for (let following = 1; following < STEP; following += 1)
  for (let byte = 0; byte < 256; byte += 1) {
    const before = at(following - 1, byte);
    table[following * 256 + byte] = (before >>> 8) ^ at(0, before & 0xff);
  }

/** Four bytes, the first the lowest, and how many follow them. */
const four = (bytes: number, following: number) =>
  at(following + 3, bytes & 0xff) ^
  at(following + 2, (bytes >>> 8) & 0xff) ^
  at(following + 1, (bytes >>> 16) & 0xff) ^
  at(following, bytes >>> 24);

/** Of the bytes from `start` to before `end`, as an unsigned 32-bit number. */
export const crc32c = (buffer: Uint8Array, start: number, end: number): number => {
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  let crc = -1;
  let i = start;
  for (; i + STEP <= end; i += STEP)
    crc =
      four(crc ^ view.getInt32(i, true), 12) ^
      four(view.getInt32(i + 4, true), 8) ^
      four(view.getInt32(i + 8, true), 4) ^
      four(view.getInt32(i + 12, true), 0);
  for (; i < end; i += 1) crc = (crc >>> 8) ^ at(0, (crc ^ view.getUint8(i)) & 0xff);
  return (crc ^ -1) >>> 0;
};
