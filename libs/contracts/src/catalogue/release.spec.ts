import { describe, expect, it } from '@jest/globals';
import { allEvents } from '../index.js';
import { refusals, releaseOf, type Release } from './release.js';

const now = releaseOf('1.0.0', allEvents());
/** The same contracts with one thing changed: a copy that may be edited freely, which a release's readonly type cannot say. */
const later = (
  edit: (release: {
    schemas: Record<string, object>;
    wire: { topics: Record<string, { kind: string; partitions: number; keeps: object }>; events: Record<string, object> };
  }) => void,
) => {
  const copy = structuredClone(now);
  edit(copy as unknown as Parameters<typeof edit>[0]);
  return copy;
};
const keeping = (topic: string, keeps: object) => later(({ wire }) => Object.assign(wire.topics[topic]?.keeps ?? {}, keeps));

describe('a release', () => {
  it('holds against the contracts that made it, and against more of them', () => {
    expect(refusals(now, now)).toEqual([]);
    const more = later((release) => {
      release.schemas['unit.seen.v1'] = { type: 'object' };
      release.wire.topics['unit.more'] = { kind: 'events', partitions: 3, keeps: {} };
    });
    expect(refusals(now, more)).toEqual([]);
  });

  it('holds where records are kept for longer', () => {
    expect(refusals(now, keeping('platform.dead', { 'retention.ms': '-1' }))).toEqual([]);
    expect(refusals(now, keeping('unit.snapshot', { 'delete.retention.ms': '8000000000' }))).toEqual([]);
  });

  it.each<[string, Release, RegExp]>([
    [
      'a type is gone',
      later(({ schemas }) => delete schemas['unit.moved.v1']),
      /^unit\.moved\.v1 of 1\.0\.0 is gone.*; declare it again\.$/,
    ],
    ['a topic is gone', later(({ wire }) => delete wire.topics['unit.events']), /^The topic unit\.events .*; put it back\.$/],
    [
      'a topic has more partitions',
      later(({ wire }) => Object.assign(wire.topics['unit.events'] ?? {}, { partitions: 24 })),
      /keep 12\.$/,
    ],
    [
      'a topic is compacted',
      later(({ wire }) => Object.assign(wire.topics['unit.events'] ?? {}, { kind: 'snapshot' })),
      /; add another topic/,
    ],
    [
      'records are kept for less long',
      keeping('platform.dead', { 'retention.ms': '86400000' }),
      /^platform\.dead .*; keep it, or/,
    ],
    [
      'records are no longer kept for ever',
      keeping('unit.events', { 'retention.ms': '31536000000' }),
      /the retention\.ms -1 in 1\.0\.0/,
    ],
    [
      'a topic may hold only so much',
      keeping('unit.events', { 'retention.bytes': '1073741824' }),
      /the retention\.bytes -1 in 1\.0\.0/,
    ],
    [
      'a tombstone goes earlier',
      keeping('unit.snapshot', { 'delete.retention.ms': '86400000' }),
      /the delete\.retention\.ms 7776000000/,
    ],
    [
      'a topic of events is compacted',
      keeping('unit.events', { 'cleanup.policy': 'compact' }),
      /^unit\.events .*; add another topic for compact\.$/,
    ],
    [
      'an event moves to another topic',
      later(({ wire }) => Object.assign(wire.events['unit.moved.v1'] ?? {}, { topic: 'employee.events' })),
      /; publish a new type/,
    ],
    [
      'an event has another key',
      later(({ wire }) => Object.assign(wire.events['unit.moved.v1'] ?? {}, { key: 'parentId' })),
      /; publish a new type/,
    ],
    [
      'a field is gone',
      later(({ schemas }) => delete (schemas['unit.moved.v1'] as { properties: { from?: object } }).properties.from),
      /unit\.moved\.v1 of 1\.0\.0 at \/properties\/from: /,
    ],
  ])('refuses that %s, and says in one sentence what to do', (_, next, expected) => {
    const found = refusals(now, next);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });
});
