import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { kafka, publish } from '@siger/testing';
import { stateOf, streamOf, type EventType, type StreamFault, type StreamOptions } from './index.js';
import { id, moved, record } from './stream.fixture.js';

const broker = kafka();
const read = async <T extends EventType>(options: Partial<StreamOptions<T>> & { types: readonly T[] }, enough = Infinity) => {
  const stream = streamOf({ brokers: broker.brokers, prefix: broker.prefix, until: 'now', ...options });
  const taken = [];
  for await (const event of stream) {
    taken.push(event);
    if (taken.length >= enough) break;
  }
  return { taken, positions: stream.positions() };
};
const faultOf = (options: Partial<StreamOptions<EventType>>): Promise<StreamFault> =>
  read({ types: ['unit.moved.v1'], ...options }).then(
    () => Promise.reject(new Error('no fault')),
    (fault: StreamFault) => fault,
  );

describe('a stream', () => {
  it('gives each event once, typed and in order per key; resumes at a stored position; and leaves out what was not asked for', async () => {
    const twice = { ce_id: id(77) };
    await publish(broker, [
      moved(1),
      moved(2),
      moved(1, twice),
      moved(1, twice),
      record('unit.renamed.v1', id(1), { unitId: id(1), name: 'A' }),
    ]);
    const { taken, positions } = await read({ types: ['unit.moved.v1'] });
    const keys = taken.map(({ key }) => key).sort();
    expect(keys).toEqual([id(1), id(1), id(2)]);
    expect(taken[0]).toMatchObject({
      type: 'unit.moved.v1',
      time: new Date('2026-01-02T03:04:05Z'),
      data: { from: '2026-07-01' },
    });
    await publish(broker, [moved(3)]);
    const later = await read({ types: ['unit.moved.v1'], from: JSON.parse(JSON.stringify(positions)) as typeof positions });
    expect(later.taken.map(({ key }) => key)).toEqual([id(3)]);
    expect((await read({ types: ['unit.moved.v1'], from: new Date(Date.now() + 60_000) })).taken).toEqual([]);
  }, 60_000);

  it('gives an event once across a stop, where it was sent once before it and once after', async () => {
    const own = kafka();
    const twice = moved(1);
    await publish(own, [twice]);
    const { positions } = await read({ brokers: own.brokers, prefix: own.prefix, types: ['unit.moved.v1'] });
    await publish(own, [twice, moved(2)]);
    const later = await read({ brokers: own.brokers, prefix: own.prefix, types: ['unit.moved.v1'], from: positions });
    expect(later.taken.map(({ key }) => key)).toEqual([id(2)]);
  }, 60_000);

  it('takes no record for an event whose key, sequence or topic is another', async () => {
    const own = kafka();
    const data = { unitId: id(1), parentId: null, from: '2026-07-01' };
    const strange = { ...moved(1), topic: 'employee.events' };
    await publish(own, [record('unit.moved.v1', id(2), data), moved(3, { ce_sequence: 'first' }), strange, moved(4)]);
    const skipped: string[] = [];
    const onInvalid = ({ message }: StreamFault) => skipped.push(message);
    const types = ['unit.moved.v1', 'employee.left.v1'] as const;
    const { taken } = await read({ brokers: own.brokers, prefix: own.prefix, types, onInvalid });
    expect(taken.map(({ key }) => key)).toEqual([id(4)]);
    expect(skipped.sort()).toEqual([
      expect.stringContaining('/unitId is not the key'),
      expect.stringContaining('its attributes'),
    ]);
  }, 60_000);

  it('gives no half of a state', async () => {
    await expect(stateOf('unit.snapshot.v1', { ...broker, signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
  });

  it('does not take a group for well that was behind the end of its topic', async () => {
    const own = kafka();
    const groupId = `${own.prefix}old`;
    const admin = new Kafka({ brokers: own.brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.setOffsets({ groupId, topic: `${own.prefix}unit.events`, partitions: [{ partition: 0, offset: '9' }] });
    await admin.disconnect();
    const fault = await faultOf({ prefix: own.prefix, brokers: own.brokers, group: groupId });
    expect([fault.code, fault.message]).toEqual(['position-gone', expect.stringMatching(/take another `group`/)]);
  }, 60_000);

  it('goes on where its group was: what was handed out last, and not finished, comes again', async () => {
    const options = { types: ['unit.moved.v1'] as const, group: `${broker.prefix}report` };
    const first = (await read(options, 2)).taken;
    const rest = (await read(options)).taken;
    const seen = new Set([...first, ...rest].map((event) => ('id' in event ? event.id : '')));
    expect(seen.size).toBe(4);
    expect(rest.length).toBeLessThan(4);
    expect((await read(options)).taken).toEqual([]);
  }, 60_000);

  it('says that a state was erased, and refuses or skips a record that breaks its schema', async () => {
    await publish(broker, [record('unit.snapshot.v1', id(5), { unitId: 'no id' }), record('unit.snapshot.v1', id(5), null)]);
    await expect(read({ types: ['unit.snapshot.v1'] })).rejects.toMatchObject({ code: 'invalid-record' });
    const skipped: string[] = [];
    const { taken } = await read({ types: ['unit.snapshot.v1'], onInvalid: ({ message }) => skipped.push(message) });
    expect(taken).toEqual([{ type: 'erased', topic: 'unit.snapshot', key: id(5) }]);
    expect(skipped).toEqual([expect.stringMatching(/^unit\.snapshot\.v1 at unit\.snapshot\/\d+\/0 breaks its schema/)]);
  }, 60_000);

  it('gives the present state of every key, without what was erased, and goes on from there', async () => {
    const { brokers, prefix } = kafka();
    const unit = (n: number, name: string, sequence: number) =>
      record(
        'unit.snapshot.v1',
        id(n),
        {
          ...{ unitId: id(n), version: sequence, parentId: null, agencyId: id(n), code: 'A', name },
          ...{ kind: 'AGENCY', regionCode: null, until: null },
        },
        { ce_sequence: String(sequence).padStart(10, '0') },
      );
    const gone = record('unit.snapshot.v1', id(2), null);
    const late = unit(1, 'Lama', 1);
    await publish({ brokers, prefix }, [late, unit(1, 'Baru', 2), late, unit(2, 'Hilang', 1), gone, unit(3, 'Tetap', 1)]);
    const { state, positions } = await stateOf('unit.snapshot.v1', { brokers, prefix });
    expect(new Map([...state].map(([key, { name }]) => [key, name]))).toEqual(
      new Map([
        [id(1), 'Baru'],
        [id(3), 'Tetap'],
      ]),
    );
    await publish({ brokers, prefix }, [unit(3, 'Pindah', 2)]);
    const { taken } = await read({ brokers, prefix, types: ['unit.snapshot.v1'], from: positions });
    expect(taken).toMatchObject([{ key: id(3), sequence: 2, data: { name: 'Pindah' } }]);
  }, 60_000);

  it('answers the positions that it was given, as long as it has not begun', () => {
    const from = { 'unit.events': { 0: '7' } };
    expect(streamOf({ brokers: ['127.0.0.1:1'], types: ['unit.moved.v1'], from }).positions()).toEqual(from);
  });

  it('waits for more until it is aborted, and ends quietly then', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const event of streamOf({
      brokers: broker.brokers,
      prefix: broker.prefix,
      types: ['unit.moved.v1'],
      signal: stop.signal,
    })) {
      seen.push(event.key);
      if (seen.length === 4) await publish(broker, [moved(8)]);
      if (event.key === id(8)) stop.abort();
    }
    expect(seen.at(-1)).toBe(id(8));
  }, 60_000);

  it.each<[string, Partial<StreamOptions<EventType>>, RegExp]>([
    ['bad-option', { brokers: [] }, /at least one/],
    ['bad-option', { types: ['unit.sold.v1' as EventType] }, /unit\.sold\.v1 is not known/],
    ['bad-option', { from: new Date('x') }, /not a valid date/],
    ['bad-option', { from: { 'employee.events': { 0: '1' } } }, /positions of employee\.events and none of unit\.events/],
    ['bad-option', { from: {} }, /positions of nothing.*begin at `beginning`/],
    ...[{ 'unit.events': { 0: 'x' } }, { 'unit.events': { 0: '' } }, { 'unit.events': null }, [], null, 'here'].map(
      (from): [string, object, RegExp] => ['bad-option', { from }, /no stored positions/],
    ),
    ['no-broker', { brokers: ['127.0.0.1:1'] }, /No broker of 127\.0\.0\.1:1 answers/],
    ['unknown-topic', { prefix: 'nowhere.' }, /no topic nowhere\.unit\.events/],
    ['position-gone', { from: { 'unit.events': { 0: '99999' } } }, /begin at 'beginning'/],
  ])(
    'tells of %s with what to do',
    async (code, options, message) => {
      const fault = await faultOf(options);
      expect([fault.code, fault.message]).toEqual([code, expect.stringMatching(message)]);
    },
    60_000,
  );
});

it('needs nothing but what its package.json names', () => {
  const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    dependencies: object;
  };
  expect(Object.keys(dependencies).sort()).toEqual(['ajv', 'ajv-formats', 'kafkajs']);
});
