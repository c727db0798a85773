import type { PendingRow } from './window.js';

/** Twice as many as what kafkajs does best with: with our encoder it is the broker's answer that is waited for. */
const ROWS = 1_000;
/** What goes to one partition is one batch of the log, which may have one mebibyte. */
const BYTES_OF_PARTITION = 900_000;
const BYTES = 2_000_000;
const OVERHEAD = 80;

const sizeOf = ({ hdr, payload, key }: PendingRow) => hdr.length + (payload?.length ?? 0) + key.length + OVERHEAD;

/** Rows in their order, in portions that one request carries. */
export function* chunks(rows: readonly PendingRow[]): Generator<readonly PendingRow[]> {
  let from = 0;
  let bytes = 0;
  const ofPartition = new Map<string, number>();
  for (const [i, row] of rows.entries()) {
    const size = sizeOf(row);
    const partition = `${row.topic}/${row.part}`;
    const filled = (ofPartition.get(partition) ?? 0) + size;
    const full = i - from >= ROWS || bytes + size > BYTES || filled > BYTES_OF_PARTITION;
    if (i > from && full) {
      yield rows.slice(from, i);
      from = i;
      bytes = 0;
      ofPartition.clear();
    }
    bytes += size;
    ofPartition.set(partition, (ofPartition.get(partition) ?? 0) + size);
  }
  if (from < rows.length) yield rows.slice(from);
}
