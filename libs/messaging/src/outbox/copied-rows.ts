import type { Connection, Submittable } from 'pg';
import type { PendingRow } from './window.js';

/** Signature, flags and the length of an extension that there is none of. */
const HEADER = 19;
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const COLUMNS = 6;
/** Rows are kept together: a buffer for each costs more to collect than the row to read. */
const SLAB = 512 * 1024;

/**
 * The answer to `COPY (SELECT id, topic, key, hdr, payload, part …) TO STDOUT (FORMAT binary)`. As a result of a query, bytes would
 * come as text in hexadecimal, twice as long, and be made and read digit by digit.
 */
export class CopiedRows implements Submittable {
  private readonly read: PendingRow[] = [];
  private readonly answer = Promise.withResolvers<PendingRow[]>();
  readonly rows = this.answer.promise;
  /** Set by the driver: until it is called, a timer of the driver's keeps this and all its rows. */
  callback?: (error?: Error) => void;
  private slab = Buffer.alloc(0);
  private free = 0;

  constructor(private readonly text: string) {}

  submit(connection: Connection) {
    connection.query(this.text);
  }

  /** The server sends one row in each message, and the signature before the first. */
  handleCopyData({ chunk }: { chunk: Buffer }) {
    const start = chunk.subarray(0, SIGNATURE.length).equals(SIGNATURE) ? HEADER : 0;
    if (chunk.length === start || chunk.readInt16BE(start) !== COLUMNS) return;
    try {
      this.read.push(this.rowOf(chunk, start + 2));
    } catch (error) {
      this.handleError(error as Error);
    }
  }

  handleCommandComplete() {}

  handleReadyForQuery() {
    this.callback?.();
    this.answer.resolve(this.read);
  }

  handleError(error: Error) {
    this.callback?.(error);
    this.answer.reject(error);
  }

  private rowOf(chunk: Buffer, start: number): PendingRow {
    let [from, to] = [start, start];
    const next = () => {
      const bytes = chunk.readInt32BE(to);
      from = to + 4;
      to = from + Math.max(bytes, 0);
      return bytes >= 0;
    };
    const must = () => {
      if (!next()) throw new Error('A row of the outbox lacks what it must have.');
    };
    must();
    const id = String(chunk.readBigInt64BE(from));
    must();
    const topic = chunk.toString('latin1', from, to);
    must();
    const key = chunk.toString('utf8', from, to);
    must();
    const hdr = this.kept(chunk, from, to);
    const payload = next() ? this.kept(chunk, from, to) : null;
    must();
    return { id, topic, key, hdr, payload, part: chunk.readInt16BE(from) };
  }

  /** A copy: the client writes its next messages over what it has handed out. */
  private kept(chunk: Buffer, from: number, to: number): Buffer {
    const bytes = to - from;
    if (this.free + bytes > this.slab.length) {
      this.slab = Buffer.allocUnsafeSlow(Math.max(SLAB, bytes));
      this.free = 0;
    }
    chunk.copy(this.slab, this.free, from, to);
    const copy = this.slab.subarray(this.free, this.free + bytes);
    this.free += bytes;
    return copy;
  }
}
