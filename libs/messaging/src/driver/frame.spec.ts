import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bodyOf, writeEncoder } from './frame.js';
import { type Encoded, Encoder, pathOf } from './internals.js';

interface Framed {
  correlationId: number;
  clientId: string;
  request: { apiKey: number; apiVersion: number; encode(): Promise<Encoded> };
}
const frame = createRequire(import.meta.url)(pathOf('frame')) as (of: Framed) => Promise<Encoded>;
const stock = Encoder.prototype.writeEncoder;

const framed = async (clientId: string, correlationId: number, body: Encoded): Promise<Buffer> =>
  (await frame({ correlationId, clientId, request: { apiKey: 0, apiVersion: 5, encode: () => Promise.resolve(body) } })).buffer;

const encoded = (buf: Buffer, more: object = {}): Encoded => ({
  ...{ buf, buffer: buf, offset: buf.length, size: () => buf.length },
  ...more,
});
const plain = (bytes: Uint8Array) => encoded(Buffer.from(bytes));
const roomy = (bytes: Uint8Array) => {
  const { whole, body } = bodyOf(bytes.length);
  body.set(bytes);
  return encoded(body, { whole });
};

describe('the frame of a request', () => {
  beforeEach(() => void (Encoder.prototype.writeEncoder = writeEncoder));
  afterEach(() => void (Encoder.prototype.writeEncoder = stock));

  const client = fc.string({ unit: 'grapheme', maxLength: 40 });
  // Some leave no room for their name, or none for what comes before it.
  const longClient = fc.integer({ min: 480, max: 530 }).map((length) => 'c'.repeat(length));
  const number = fc.nat({ max: 0x7fffffff });

  it('is what kafkajs makes of it, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(client, longClient), number, fc.uint8Array({ maxLength: 3_000 }), async (name, n, bytes) => {
        Encoder.prototype.writeEncoder = stock;
        const theirs = await framed(name, n, plain(bytes));
        Encoder.prototype.writeEncoder = writeEncoder;
        expect(Buffer.compare(await framed(name, n, roomy(bytes)), theirs)).toBe(0);
        expect(Buffer.compare(await framed(name, n, plain(bytes)), theirs)).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes the body over without a copy', async () => {
    const body = roomy(Buffer.alloc(1_000_000, 7));
    const whole = await framed('client', 1, body);
    expect(whole.buffer).toBe(body.buf.buffer);
  });

  it('copies what has left its whole', () => {
    const moved = encoded(Buffer.alloc(1_000, 'm').subarray(900), { whole: roomy(Buffer.alloc(100_000)).whole });
    for (const before of ['', 'a']) {
      const encoder = new Encoder();
      if (before) encoder.writeInt8(before.charCodeAt(0));
      expect(String(encoder.writeEncoder(moved).buffer)).toBe(before + 'm'.repeat(100));
    }
  });

  it('of a body that is in another one already leaves that one as it is', async () => {
    const body = roomy(Buffer.from('body'));
    const [one, two] = [await framed('one', 1, body), await framed('two', 2, body)];
    expect([one, two].map((whole) => whole.readInt32BE(8))).toEqual([1, 2]);
  });

  it('copies what has something behind it', () => {
    const inner = new Encoder()
      .writeInt8(1)
      .writeEncoder(roomy(Buffer.from('body')))
      .writeInt8(2);
    const outer = new Encoder().writeInt32(inner.size()).writeEncoder(inner);
    expect([...outer.buffer]).toEqual([0, 0, 0, 6, 1, ...Buffer.from('body'), 2]);
  });
});
