import { describe, expect, it } from '@jest/globals';
import { allEvents, eventOf, schemaId, topics } from '@siger/contracts';
import { v7 } from 'uuid';
import { asyncApi } from '../../libs/contracts/src/catalogue/async-api.js';
import { type AsyncApi, catalogueOf, undeclared } from './stream-catalogue.js';
import { StreamCheck, type StreamRecord } from './stream-check.js';

const catalogue = catalogueOf(JSON.parse(JSON.stringify(asyncApi())) as AsyncApi);
const id = (n: number) => `018f6f00-0000-7000-8000-${String(n).padStart(12, '0')}`;

type Headers = Record<string, StreamRecord['headers'][string]>;
interface Planted {
  readonly key?: string;
  readonly sequence?: number;
  readonly data?: object;
  readonly partition?: number;
  readonly topic?: string;
  readonly headers?: Headers;
  readonly value?: Buffer | null;
}

/** The golden sample of a type on the wire as our services write it, with something planted. */
const record = (type: string, planted: Planted = {}): StreamRecord => {
  const contract = eventOf(type);
  if (!contract) throw new Error(`Not declared: ${type}`);
  const { key = id(1), sequence = 1, data, partition = 0, topic = contract.topic } = planted;
  const example: object = contract.example;
  const isState = contract.topic.endsWith('.snapshot');
  const payload = { ...example, [contract.key]: key, ...(isState ? { version: sequence } : {}), ...data };
  const owner: string = topics[contract.topic].owner;
  const headers: Headers = {
    ce_specversion: '1.0',
    ce_id: v7(),
    ce_source: `/siger/${owner === 'platform' ? 'training' : owner}`,
    ce_type: type,
    ce_time: '2026-03-02T01:02:03.004Z',
    ce_subject: key,
    ce_dataschema: schemaId(type),
    ce_sequence: String(sequence).padStart(10, '0'),
    ce_partitionkey: key,
    ce_correlationid: v7(),
    'content-type': 'application/json',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    ...planted.headers,
  };
  const value = planted.value === undefined ? Buffer.from(JSON.stringify(payload)) : planted.value;
  return { topic, partition, offset: '0', key: Buffer.from(key), value, headers };
};
const moved = (planted: Planted = {}) => record('unit.moved.v1', planted);
const person = (planted: Planted = {}) => record('employee.snapshot.v1', planted);

const judge = (...records: StreamRecord[]) => {
  const check = new StreamCheck(catalogue);
  for (const one of records) check.take(one);
  return check.finish();
};
const faults = (...records: StreamRecord[]) => judge(...records).defects.map(({ what }) => what);

describe('what is as declared', () => {
  it('is every golden sample', () => {
    const all = allEvents().map(({ type }, n) => record(type, { key: id(n + 1) }));
    expect(faults(...all)).toEqual([]);
  });

  it('counts each key on its own, and the same record again as one', () => {
    const second = moved({ sequence: 2 });
    const other = moved({ key: id(2), partition: 3 });
    const { defects, topics: reports } = judge(moved(), second, other, second);
    expect(defects).toEqual([]);
    expect(reports.find(({ topic }) => topic === 'unit.events')).toMatchObject({ records: 4, keys: 2, duplicates: 1 });
  });

  it('lets compaction take earlier states, and a tombstone the last', () => {
    expect(faults(person({ sequence: 3 }), person({ sequence: 7 }), person({ value: null, headers: {} }))).toEqual([]);
  });
});

describe('what is not', () => {
  it.each<[string, StreamRecord[], RegExp]>([
    ['a gap', [moved(), moved({ sequence: 3 })], /sequence 3 follows 1/],
    ['a beginning in the middle', [moved({ sequence: 2 })], /sequence 2 follows 0/],
    ['an order turned round', [moved(), moved({ sequence: 2 }), moved({ sequence: 2 })], /sequence 2 follows 2/],
    ['a state that goes back', [person({ sequence: 4 }), person({ sequence: 3 })], /sequence 3 follows 4/],
    ['a state of another version', [person({ sequence: 4, data: { version: 5 } })], /version of the state/],
    ['a value after the tombstone', [person({ value: null }), person()], /follows the tombstone/],
    ['a tombstone among facts', [moved({ value: null })], /without a value/],
    ['a key in two partitions', [moved(), moved({ sequence: 2, partition: 1 })], /also in partition 0/],
    ['a key that is no UUID v7', [moved({ key: '018f6f00-0000-4000-8000-000000000001' })], /key is not a UUID v7/],
    ['a topic of nobody', [moved({ topic: 'unit.gossip' })], /topic that nobody declared/],
    ['a type on a foreign topic', [moved({ topic: 'training.events' })], /not declared on this topic/],
    ['a payload that breaks its schema', [moved({ data: { from: 'kemarin' } })], /payload \/from/],
    ['no JSON', [moved({ value: Buffer.from('{') })], /not JSON/],
    ['no payload', [moved({ value: Buffer.from('null') })], /payload .*must be object/],
    ['a value that is not UTF-8', [moved({ value: Buffer.from([0x22, 0xff, 0x22]) })], /not JSON in UTF-8/],
  ])('%s', (_, records, expected) => {
    expect(faults(...records)).toEqual([expect.stringMatching(expected)]);
  });

  it.each<[string, Headers, RegExp]>([
    ['twice', { ce_time: ['2026-03-02T01:02:03Z', '2026-03-02T01:02:03Z'] }, /ce_time is there 2 times/],
    ['not UTF-8', { traceparent: Buffer.from([0xff, 0xfe]) }, /traceparent is not UTF-8/],
    ['of our own making', { 'x-secret': 'a' }, /x-secret is not declared/],
    ['of another version', { ce_specversion: '0.3' }, /ce_specversion/],
    ['of another service', { ce_source: '/siger/training' }, /ce_source is \/siger\/training, not \/siger\/employees/],
    ['without a time', { ce_time: '2026-03-02' }, /ce_time is not RFC 3339/],
    ['of another subject', { ce_subject: id(9) }, /ce_subject, ce_partitionkey and the key differ/],
    ['of another partition key', { ce_partitionkey: id(9) }, /ce_subject, ce_partitionkey and the key differ/],
    ['of another schema', { ce_dataschema: 'http://localhost/schema' }, /ce_dataschema/],
    ['a bare number', { ce_sequence: '1' }, /ten digits/],
    ['a random id', { ce_id: '018f6f00-0000-4000-8000-000000000001' }, /ce_id is not a UUID v7/],
    ['no story', { ce_correlationid: 'story' }, /ce_correlationid/],
    ['a cause that is none', { ce_causationid: 'because' }, /ce_causationid/],
    ['another content', { 'content-type': 'text/plain' }, /content-type/],
    ['no trace', { traceparent: 'none' }, /traceparent is not W3C/],
  ])('a header %s', (_, headers, expected) => {
    expect(faults(moved({ headers }))).toContainEqual(expect.stringMatching(expected));
  });

  it('one id for two events', () => {
    const headers = { ce_id: v7() };
    expect(faults(moved({ headers }), moved({ headers, key: id(2) }))).toEqual([
      expect.stringMatching(/used for something else/),
    ]);
  });

  it('a topic of our name that is not in the catalogue', () => {
    expect(undeclared(catalogue, ['__consumer_offsets', 'unit.events', 'training.retry', 'orders'])).toEqual(['training.retry']);
  });
});

describe('personal data', () => {
  const known = person({ key: id(50) });

  it.each<[string, StreamRecord]>([
    ['a name within a text', moved({ data: { cause: 'menurut SITI Rahmawati, pindah' } })],
    ['a NIP', moved({ data: { by: '199001012015051001' } })],
    ['a NIP as a number in a list', moved({ data: { people: [199001012015051, '199001012015051001'] } })],
    ['a name as a field', moved({ data: { who: { 'Siti Rahmawati': 1 } } })],
    ['a name in a header', moved({ headers: { ce_by: 'Siti Rahmawati' } })],
    ['a name in what is no JSON', moved({ value: Buffer.from('{ Siti Rahmawati') })],
  ])('is found: %s, whichever topic is read first', (_, leaking) => {
    for (const order of [
      [known, leaking],
      [leaking, known],
    ])
      expect(faults(...order)).toContain('the name or NIP of a person');
  });

  it('is not repeated by the report', () => {
    expect(JSON.stringify(judge(known, moved({ data: { by: 'Siti Rahmawati' } })).defects)).not.toMatch(/siti/i);
  });

  it('is also a field that is named so', () => {
    expect(faults(moved({ data: { employeeName: '' } }))).toEqual(['a field employeeName in unit.moved.v1']);
    expect(faults(record('response.received.v1', { data: { suggestion: '' } }))).toHaveLength(1);
  });

  it('is neither the name of a unit nor a part of a longer word', () => {
    const ani = person({ key: id(50), data: { name: 'Ani' } });
    expect(faults(ani, record('unit.renamed.v1', { data: { name: 'Bidang Organisani' } }))).toEqual([]);
  });
});
