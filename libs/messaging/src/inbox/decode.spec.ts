import { describe, expect, it } from '@jest/globals';
import { allEvents, type Fact, fact, topics, type TopicName, unitMoved } from '@siger/contracts';
import { newId } from '@siger/service';
import fc from 'fast-check';
import { stamped } from '../outbox/stamp.js';
import { decode } from './decode.js';
import { type RawMessage, recordOf } from './record.js';

/** Reads headers in Kafka's record format; the test's own, so that the writer is judged by another. */
const headersIn = (bytes: Buffer): Record<string, Buffer> => {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] as number;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
    }
  };
  const part = () => {
    const size = varint();
    at += size;
    return bytes.subarray(at - size, at);
  };
  const count = varint();
  return Object.fromEntries(Array.from({ length: count }, () => [part().toString(), Buffer.from(part())]));
};

const messageOf = (one: Fact, key: string): RawMessage => {
  const context = { correlationId: newId(), causationId: newId(), language: 'id' as const };
  const row = stamped(one, { key, sequence: 7, service: 'employees', context });
  return { key: Buffer.from(key), value: row.payload, headers: headersIn(row.hdr), offset: '42' };
};

describe('what is written', () => {
  it.each(allEvents().map((contract) => [contract.type, contract] as const))('%s is read as it was meant', (type, contract) => {
    const key = String((contract.example as Record<string, unknown>)[contract.key]);
    const decoded = decode(recordOf(contract.topic, 3, messageOf({ contract, data: contract.example }, key)));
    expect(decoded).toMatchObject({
      kind: 'event',
      data: contract.example,
      meta: { type, key, sequence: 7, source: '/siger/employees', topic: contract.topic, partition: 3, offset: 42 },
    });
  });
});

describe('what anybody else writes', () => {
  const topic = fc.constantFrom(...(Object.keys(topics) as TopicName[]));
  const bytes = fc.uint8Array({ maxLength: 60 }).map((b) => Buffer.from(b));
  const header = fc.constantFrom(
    'ce_id',
    'ce_type',
    'ce_time',
    'ce_sequence',
    'ce_specversion',
    'ce_subject',
    'ce_correlationid',
    'x',
  );
  const message = fc.record({
    key: fc.option(bytes),
    value: fc.option(
      fc.oneof(
        bytes,
        fc.json().map((text) => Buffer.from(text)),
      ),
    ),
    headers: fc.dictionary(header, fc.oneof(bytes, fc.constantFrom(Buffer.from('unit.moved.v1'), Buffer.from('1.0')))),
  });

  it('never raises and never becomes an event', () => {
    fc.assert(
      fc.property(topic, message, (name, { key, value, headers }) => {
        const decoded = decode(recordOf(name, 0, { key, value, headers, offset: '1' }));
        expect(['dead', 'unknown', 'tombstone']).toContain(decoded.kind);
        if (decoded.kind === 'dead') expect(decoded.detail).not.toContain('\0');
      }),
      { numRuns: 500 },
    );
  });

  const key = newId();
  const good = messageOf(fact(unitMoved, { unitId: key, parentId: null, from: '2026-01-01' }), key);
  it.each([
    ['ce_id', 'x', 'ce_id'],
    ['ce_subject', newId(), 'key'],
    ['ce_sequence', '0', 'ce_sequence'],
    ['ce_time', 'noon', 'ce_time'],
    ['ce_correlationid', '', 'ce_correlationid'],
    ['ce_specversion', '0.3', 'ce_specversion'],
  ])('is refused with %s %j', (name, value, detail) => {
    const headers = { ...good.headers, [name]: Buffer.from(value) };
    expect(decode(recordOf('unit.events', 0, { ...good, headers }))).toEqual({ kind: 'dead', reason: 'UNDECODABLE', detail });
  });

  it('is refused where a header has no value, and where what erases names nothing', () => {
    const headers = { ...good.headers, ce_id: null, x: null } as unknown as NonNullable<RawMessage['headers']>;
    expect(decode(recordOf('unit.events', 0, { ...good, headers }))).toMatchObject({ kind: 'dead', detail: 'ce_id' });
    const erasing = (text: string) => decode(recordOf('unit.snapshot', 0, { key: Buffer.from(text), value: null, offset: '1' }));
    expect(erasing(key)).toEqual({ kind: 'tombstone' });
    expect(erasing('everybody')).toMatchObject({ kind: 'dead', reason: 'UNDECODABLE' });
  });

  it('is refused when it is too large, and is unknown on another topic than its own', () => {
    const value = Buffer.alloc(1_100_000, 32);
    expect(decode(recordOf('unit.events', 0, { ...good, value }))).toMatchObject({ kind: 'dead', reason: 'TOO_LARGE' });
    expect(decode(recordOf('training.events', 0, good))).toEqual({ kind: 'unknown' });
    expect(decode(recordOf('unit.events', 0, good), false)).toEqual({ kind: 'unheard' });
  });
});
