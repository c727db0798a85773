import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { type Encoded, paths, type ProduceArguments, type ProduceMessage } from './internals.js';
import { encodeProduce } from './produce-encoder.js';
import { decodeHeaders, encodeHeaders } from './raw-headers.js';

const stock = createRequire(import.meta.url)(paths.produceV3) as (args: ProduceArguments) => { encode(): Promise<Encoded> };

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((b) => Buffer.from(b)),
  fc.string({ unit: 'binary', maxLength: 80 }),
);
const large = fc.integer({ min: 0, max: 20_000 }).map((n) => Buffer.alloc(n, 7));
const name = fc.stringMatching(/^[a-z_.-]{1,20}$/);
const message = fc.record(
  {
    key: fc.oneof(bytes, fc.constant(null)),
    value: fc.oneof(bytes, large, fc.constant(null)),
    headers: fc.dictionary(name, fc.oneof(bytes, fc.array(bytes, { maxLength: 3 })), { maxKeys: 9 }),
    timestamp: fc.integer({ min: 1, max: 2_000_000_000_000 }).map(String),
  },
  { requiredKeys: ['value'] },
);
const partition = fc.record({
  partition: fc.nat({ max: 300 }),
  firstSequence: fc.nat({ max: 0x7fffffff }),
  messages: fc.array(message, { minLength: 1, maxLength: 12 }),
});
const request: fc.Arbitrary<ProduceArguments> = fc.record(
  {
    acks: fc.constantFrom(-1, 0, 1),
    timeout: fc.nat({ max: 60_000 }),
    transactionalId: fc.string({ maxLength: 10, minLength: 1 }),
    producerId: fc.bigInt({ min: 0n, max: 2n ** 62n }).map(String),
    producerEpoch: fc.nat({ max: 0x7fff }),
    topicData: fc.array(fc.record({ topic: name, partitions: fc.array(partition, { minLength: 1, maxLength: 4 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  },
  { requiredKeys: ['acks', 'timeout', 'topicData'] },
);

const differs = async (args: ProduceArguments) => {
  const [theirs, ours] = [(await stock(args).encode()).buffer, encodeProduce(args).buffer];
  return Buffer.compare(theirs, ours);
};

describe('produce encoder', () => {
  beforeAll(() => void jest.spyOn(Date, 'now').mockReturnValue(1_790_000_000_123));
  afterAll(() => void jest.restoreAllMocks());

  it('writes what kafkajs writes, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(request, async (args) => {
        expect(await differs(args)).toBe(0);
      }),
      { numRuns: 2_000 },
    );
  }, 120_000);

  const sent = async (encode: () => Encoded | Promise<Encoded>) => {
    try {
      return (await encode()).buffer;
    } catch (error) {
      return `refused: ${String(error)}`;
    }
  };
  const oddValue = fc.constantFrom(null, undefined, 7, true, {});
  const oddHeaders = fc.dictionary(name, fc.oneof(bytes, oddValue, fc.array(fc.oneof(bytes, oddValue), { maxLength: 3 })), {
    maxKeys: 4,
  });

  it('refuses the headers that kafkajs refuses, in the same words: values that are none above all', async () => {
    const refused: unknown[] = [];
    await fc.assert(
      fc.asyncProperty(oddHeaders, async (headers) => {
        const messages = [{ value: 'v', headers: headers as NonNullable<ProduceMessage['headers']> }];
        const args = { acks: -1, timeout: 1, topicData: [{ topic: 't', partitions: [{ partition: 0, messages }] }] };
        const theirs = await sent(() => stock(args).encode());
        expect(await sent(() => encodeProduce(args))).toEqual(theirs);
        if (typeof theirs === 'string') refused.push(theirs);
      }),
      { examples: [[{ a: null }], [{ a: undefined }], [{ a: ['x', null] }]] },
    );
    expect(refused.length).toBeGreaterThan(2);
  });

  it('copies raw headers as they are: the same bytes as the headers that they encode', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, fc.string({ unit: 'binary', maxLength: 90 }), { maxKeys: 14 }), async (headers) => {
        const one = (more: object) => ({
          acks: -1,
          timeout: 1,
          topicData: [
            { topic: 't', partitions: [{ partition: 0, firstSequence: 3, messages: [{ key: 'k', value: 'v', ...more }] }] },
          ],
        });
        const theirs = (await stock(one({ headers })).encode()).buffer;
        const ours = encodeProduce(one({ rawHeaders: encodeHeaders(Object.entries(headers)) })).buffer;
        expect(Buffer.compare(theirs, ours)).toBe(0);
      }),
    );
  });

  it('reads back the headers that a writer encoded', () => {
    const all = fc.dictionary(
      name,
      fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.string(), { minLength: 2 })),
    );
    fc.assert(
      fc.property(all, (headers) => {
        const pairs = Object.entries(headers).flatMap(([key, value]) => [value].flat().map((one) => [key, one] as const));
        const texts = Object.entries(decodeHeaders(encodeHeaders(pairs))).map(([key, value]) => [
          key,
          Array.isArray(value) ? value.map(String) : String(value),
        ]);
        expect(Object.fromEntries(texts)).toEqual(Object.fromEntries(Object.entries(headers)));
      }),
      { numRuns: 500 },
    );
  });

  it('would be seen to differ: one byte of one value changes the request', async () => {
    const args = (value: string): ProduceArguments => ({
      acks: -1,
      timeout: 1,
      topicData: [{ topic: 't', partitions: [{ partition: 0, messages: [{ value }] }] }],
    });
    expect(await differs(args('a'))).toBe(0);
    expect(Buffer.compare((await stock(args('a')).encode()).buffer, encodeProduce(args('b')).buffer)).not.toBe(0);
  });
});
