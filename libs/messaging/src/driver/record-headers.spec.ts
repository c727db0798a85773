import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Decoder, paths } from './internals.js';
import { readHeaders } from './record-headers.js';
import { encodeHeaders } from './raw-headers.js';

const load = createRequire(import.meta.url);
type Read = (decoder: Decoder) => unknown;
const stock = Decoder.prototype.readVarIntArray;
const decodeRecord = load(paths.recordDecoder) as (decoder: Decoder, context: object) => { headers: object };

/** A record without key and value, and with these headers. */
const recordWith = (pairs: readonly (readonly [string, string])[]) =>
  Buffer.concat([Buffer.from([0, 0, 0, 1, 1]), encodeHeaders(pairs)]);
const headersBy = (read: (this: Decoder, reader: Read) => unknown, pairs: readonly (readonly [string, string])[]) => {
  const decoder = new Decoder(recordWith(pairs));
  decoder.readVarIntArray = read;
  return decodeRecord(decoder, { firstOffset: '0', firstTimestamp: '0' }).headers;
};

describe('the headers of a record', () => {
  const name = fc.oneof(fc.constantFrom('ce_id', 'ce_type', 'x', ''), fc.string({ maxLength: 5 }));
  it('are what kafkajs makes of them, also where names come twice', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string({ maxLength: 9 })), { maxLength: 20 }), (pairs) => {
        const ours = headersBy(readHeaders, pairs);
        expect(ours).toEqual(headersBy(stock, pairs));
        expect(Object.keys(ours)).toEqual(Object.keys(headersBy(stock, pairs)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('take no name of a foreign header for what every object has', () => {
    const [one, two] = [Buffer.from('1'), Buffer.from('2')];
    const headers = headersBy(readHeaders, [
      ['__proto__', '1'],
      ['constructor', '1'],
      ['constructor', '2'],
    ]);
    expect(Object.entries(headers)).toEqual([
      ['__proto__', one],
      ['constructor', [one, two]],
    ]);
  });

  it('may be none', () => {
    expect(headersBy(readHeaders, [])).toEqual({});
  });
});
