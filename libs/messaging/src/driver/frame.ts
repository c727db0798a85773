import { type Encoded, Encoder } from './internals.js';

/** For what comes before the body of a request: its length, API, version and number, and the name of the client. */
const ROOM = 512;
const stock = Encoder.prototype.writeEncoder;

/** A buffer for the body of a request, with room before it. */
export const bodyOf = (bytes: number): { readonly whole: Buffer; readonly body: Buffer } => {
  const whole = Buffer.allocUnsafe(ROOM + bytes);
  return { whole, body: whole.subarray(ROOM) };
};

/** How much is free before it; undefined where it has no whole, or has left it because something was written behind it. */
const roomOf = ({ whole, buf }: Encoded): number | undefined =>
  whole && buf.buffer === whole.buffer ? buf.byteOffset - whole.byteOffset : undefined;

/**
 * Puts what was written so far before another encoder's contents. kafkajs does so twice for each request, and each time fills twice
 * its bytes with zeros and copies all of it. What has room before it is not copied: the little that comes before it is.
 */
export function writeEncoder(this: Encoder, value: Encoded): Encoder {
  const start = (roomOf(value) ?? -1) - this.offset;
  if (!value.whole || start < 0) return stock.call(this, value);
  this.buf.copy(value.whole, start, 0, this.offset);
  this.whole = value.whole;
  // A second frame would be written over the first.
  value.whole = undefined;
  this.buf = this.whole.subarray(start);
  this.offset = this.buf.length;
  return this;
}
