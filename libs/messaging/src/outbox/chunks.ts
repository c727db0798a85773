import type { PendingRow } from './window.js';

const ROWS = 500;
/** All of a chunk may fall into one partition, whose batch may have one mebibyte. */
const BYTES = 900_000;
const OVERHEAD = 80;

const sizeOf = ({ hdr, payload, key }: PendingRow) => hdr.length + (payload?.length ?? 0) + key.length + OVERHEAD;

/** Rows in their order, in portions that one request carries. */
export function* chunks(rows: readonly PendingRow[]): Generator<readonly PendingRow[]> {
  let from = 0;
  let bytes = 0;
  for (const [i, row] of rows.entries()) {
    const size = sizeOf(row);
    if (i > from && (i - from >= ROWS || bytes + size > BYTES)) {
      yield rows.slice(from, i);
      from = i;
      bytes = 0;
    }
    bytes += size;
  }
  if (from < rows.length) yield rows.slice(from);
}
