import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { partitionOf } from './partition.js';

describe('the stored partition', () => {
  it("is the one of kafkajs' default partitioner", () => {
    const partitioner = Partitioners.DefaultPartitioner();
    const metadata = (count: number) =>
      Array.from({ length: count }, (_, partitionId) => ({
        partitionId,
        leader: 1,
        partitionErrorCode: 0,
        replicas: [],
        isr: [],
      }));
    fc.assert(
      fc.property(fc.uuid(), (key) => {
        const message = { key, value: null };
        expect(partitionOf('appraisal.events', key)).toBe(
          partitioner({ topic: 'appraisal.events', partitionMetadata: metadata(12), message }),
        );
        expect(partitionOf('platform.dead', key)).toBe(
          partitioner({ topic: 'platform.dead', partitionMetadata: metadata(3), message }),
        );
      }),
    );
  });
});
