import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { eventually, kafka, publish } from '@siger/testing';
import { streamOf } from './index.js';
import { id, moved } from './stream.fixture.js';

const withMoves = async (more: object = {}) => {
  const broker = kafka();
  const records = Array.from({ length: 60 }, (_, n) => moved(n + 1));
  await publish(
    broker,
    records.map((record) => ({ ...record, value: JSON.stringify({ ...(JSON.parse(String(record.value)) as object), ...more }) })),
  );
  return broker;
};

describe('a stream of a group', () => {
  it('is shared out between the members of a group, each of which ends at what is there', async () => {
    const { brokers, prefix } = await withMoves();
    const keys = new Set<string>();
    const member = async () => {
      for await (const { key } of streamOf({ brokers, prefix, types: ['unit.moved.v1'], group: `${prefix}shared`, until: 'now' }))
        keys.add(key);
    };
    await Promise.all([member(), member()]);
    expect(keys.size).toBe(60);
  }, 60_000);

  // So that a member fetches several times, and joins anew in between.
  const large = { note: 'x'.repeat(400_000) };
  it.each([
    ['nothing comes later', 0],
    ['more comes later, behind the end that both have in mind', 60],
  ])(
    'ends at what is there also where another member has read the rest and left, and %s',
    async (_, later) => {
      const { brokers, prefix } = await withMoves(large);
      const keys = new Set<string>();
      const member = async (ms: number) => {
        for await (const { key } of streamOf({
          brokers,
          prefix,
          types: ['unit.moved.v1'],
          group: `${prefix}left`,
          until: 'now',
        })) {
          await sleep(ms);
          keys.add(key);
        }
      };
      const [fast, slow] = [member(0), member(200)];
      await sleep(1_000);
      const more = Array.from({ length: later }, (_, n) => moved(n + 61));
      if (later) await publish({ brokers, prefix }, more);
      await Promise.all([fast, slow]);
      expect([...keys]).toEqual(expect.arrayContaining(Array.from({ length: 60 }, (_, n) => id(n + 1))));
    },
    60_000,
  );

  it('goes on where another member of its group has been, not at the beginning', async () => {
    const { brokers, prefix } = await withMoves();
    const member = () => {
      const [stop, keys] = [new AbortController(), [] as string[]];
      const stream = streamOf({ brokers, prefix, types: ['unit.moved.v1'], group: `${prefix}taken-over`, signal: stop.signal });
      const ended = (async () => {
        for await (const { key } of stream) keys.push(key);
      })();
      return { keys, stop: () => (stop.abort(), ended) };
    };
    const [one, other] = [member(), member()];
    await eventually(() => expect(new Set([...one.keys, ...other.keys]).size).toBe(60), { timeout: 30_000, every: 200 });
    await sleep(4_000);
    await one.stop();
    const before = other.keys.length;
    const more = Array.from({ length: 60 }, (_, n) => n + 61);
    await publish(
      { brokers, prefix },
      more.map((n) => moved(n)),
    );
    await eventually(() => expect(other.keys.length - before).toBeGreaterThanOrEqual(60), { timeout: 30_000, every: 200 });
    expect(new Set(other.keys.slice(before))).toEqual(new Set(more.map((n) => id(n))));
    await other.stop();
  }, 90_000);
});
