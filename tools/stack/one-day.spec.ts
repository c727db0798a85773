import { describe, expect, it } from '@jest/globals';
import { untilNextDay } from './one-day.js';

describe('what must fall on one day', () => {
  it.each([
    ['2026-11-30T16:58:59.999Z', 0],
    ['2026-11-30T16:59:00.000Z', 60_000],
    ['2026-12-31T16:59:59.999Z', 1],
    ['2026-11-30T17:00:00.000Z', 0],
  ])('at %s waits %d ms for midnight in Jakarta', (now, left) => {
    expect(untilNextDay(new Date(now))).toBe(left);
  });
});
