import { describe, expect, it } from '@jest/globals';
import { Allowance } from './allowance.js';

describe('the allowance of failing keys', () => {
  it('is five at once and one every ten seconds, of each partition its own', () => {
    const allowance = new Allowance();
    const granted = (partition: string, now: number, times: number) =>
      Array.from({ length: times }, () => allowance.take(partition, now)).filter(Boolean).length;
    expect(granted('a', 0, 7)).toBe(5);
    expect(granted('a', 9_000, 3)).toBe(0);
    expect(granted('a', 10_000, 3)).toBe(1);
    expect(granted('b', 10_000, 7)).toBe(5);
    expect(granted('a', 10_000_000, 9)).toBe(5);
  });
});
