import { describe, expect, it } from '@jest/globals';
import type { ITopicMetadata, PartitionMetadata } from 'kafkajs';
import { leaderless, smallerThanTable } from './topic-state.js';

const led = (name: string, leaders: readonly number[]): ITopicMetadata => ({
  name,
  partitions: leaders.map((leader, partitionId) => ({ leader, partitionId }) as PartitionMetadata),
});

describe('the state of topics', () => {
  // A single broker of a spec leads everything: this state takes the death of a broker that nobody replicates.
  it('names the topics without a leader, asked one by one', async () => {
    const refused = Object.assign(new Error('no leader'), { type: 'LEADER_NOT_AVAILABLE' });
    const states: Record<string, ITopicMetadata | Error> = { a: led('a', [0, 1]), b: refused, c: led('c', [0, -1]) };
    const fetchTopicMetadata = async ({ topics = [] }: { topics?: string[] } = {}) => {
      const found = topics.map((name) => states[name]);
      const failed = found.find((state) => state instanceof Error);
      if (failed) throw failed;
      return { topics: found as ITopicMetadata[] };
    };
    expect(await leaderless({ fetchTopicMetadata }, ['a', 'b', 'c'])).toBe('b (LEADER_NOT_AVAILABLE), c (Error)');
  });

  it('names what is smaller than the table, with both numbers', () => {
    const found = [led('x.unit.events', [0, 0, 0]), led('x.platform.dead', [0, 0, 0])];
    expect(smallerThanTable(found, 'x.')).toEqual(['x.unit.events has 3 partitions instead of 12']);
  });
});
