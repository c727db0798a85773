import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { skmSample } from './skm-sample.js';

const { parameters } = ruleSets['skm-sample'];
const sample = (population: number) => skmSample({ population }, parameters).sample;

describe('the sample of a survey', () => {
  it('S12: is that of Krejcie and Morgan', () => {
    expect([10, 100, 200, 500, 1000, 5000, 10_000].map(sample)).toEqual([10, 80, 132, 217, 278, 357, 370]);
  });

  it('follows the formula at its ends, not the printed table', () => {
    expect([0, 1, 2, 100_000, 1_000_000, 1_000_000_000_000].map(sample)).toEqual([0, 1, 2, 383, 384, 384]);
  });

  it('grows with the population and is never more than it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 1000 }), (population, more) => {
        expect(sample(population)).toBeLessThanOrEqual(population);
        expect(sample(population + more)).toBeGreaterThanOrEqual(sample(population));
        // The formula times 10,000, in whole numbers: 9602.5 N / (25 (N - 1) + 9602.5).
        const [over, under] = [19_205n * BigInt(population), 50n * BigInt(population - 1) + 19_205n];
        expect(BigInt(sample(population))).toBe((2n * over + under) / (2n * under));
      }),
    );
  });
});
