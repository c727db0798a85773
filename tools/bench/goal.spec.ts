import { describe, expect, it } from '@jest/globals';
import { line, median, quantile, reached } from './goal.js';

describe('a goal', () => {
  it('is reached at its bound, missed beyond it, and absent where nothing was promised', () => {
    expect(reached({ name: 'a', value: 0.5, unit: '', atLeast: 0.5 })).toBe(true);
    expect(reached({ name: 'a', value: 0.49, unit: '', atLeast: 0.5 })).toBe(false);
    expect(reached({ name: 'a', value: 46, unit: 's', atMost: 45 })).toBe(false);
    expect(reached({ name: 'a', value: 1, unit: '' })).toBeNull();
  });

  it('says so in its line', () => {
    expect(line({ name: 'start', value: 46, unit: 's', atMost: 45 })).toMatch(/start +46 s +<= 45 +MISSED/);
  });
});

describe('quantiles', () => {
  it('do not depend on the order', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([6, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
    expect(quantile([5, 4, 3, 2, 1], 0.99)).toBe(5);
  });
});
