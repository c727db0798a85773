import type { Connection, Submittable } from 'pg';
import type { PendingRow } from './window.js';

/** Signature, flags and the length of an extension that there is none of. */
const HEADER = 19;
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const COLUMNS = 6;

/** Fields of one row in the order of the query, null where there is none; views of `chunk`. */
const fieldsOf = (chunk: Buffer, start: number): (Buffer | null)[] => {
  const fields: (Buffer | null)[] = [];
  let at = start + 2;
  for (let n = 0; n < COLUMNS; n += 1) {
    const length = chunk.readInt32BE(at);
    at += 4;
    fields.push(length < 0 ? null : chunk.subarray(at, at + length));
    at += Math.max(length, 0);
  }
  return fields;
};

/**
 * The answer to `COPY (SELECT id, topic, key, hdr, payload, part …) TO STDOUT (FORMAT binary)`. As a result of a query, bytes would
 * come as text in hexadecimal, twice as long, and be made and read digit by digit.
 */
export class CopiedRows implements Submittable {
  private readonly read: PendingRow[] = [];
  private readonly answer = Promise.withResolvers<PendingRow[]>();
  readonly rows = this.answer.promise;

  constructor(private readonly text: string) {}

  submit(connection: Connection) {
    connection.query(this.text);
  }

  /** The server sends one row in each message, and the signature before the first. */
  handleCopyData({ chunk: shared }: { chunk: Buffer }) {
    // The client writes its next messages over what it has handed out.
    const chunk = Buffer.from(shared);
    const start = chunk.subarray(0, SIGNATURE.length).equals(SIGNATURE) ? HEADER : 0;
    if (chunk.length === start || chunk.readInt16BE(start) !== COLUMNS) return;
    const [id, topic, key, hdr, payload, part] = fieldsOf(chunk, start);
    if (!id || !topic || !key || !hdr || !part)
      return this.handleError(new Error('A row of the outbox lacks what it must have.'));
    this.read.push({
      id: String(id.readBigInt64BE()),
      topic: topic.toString('latin1'),
      key: key.toString('utf8'),
      hdr,
      payload: payload ?? null,
      part: part.readInt16BE(),
    });
  }

  handleCommandComplete() {}

  handleReadyForQuery() {
    this.answer.resolve(this.read);
  }

  handleError(error: Error) {
    this.answer.reject(error);
  }
}
