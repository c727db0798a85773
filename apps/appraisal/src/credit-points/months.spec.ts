import { describe, expect, it } from '@jest/globals';
import { addDays } from '@siger/calendar';
import fc from 'fast-check';
import { wholeMonths } from './months.js';

describe('wholeMonths', () => {
  it.each([
    ['2026-01-01', '2026-12-31', 12],
    ['2026-01-02', '2026-12-31', 11],
    ['2026-01-01', '2026-12-30', 11],
    ['2024-02-01', '2024-02-29', 1],
    ['2024-02-01', '2024-02-28', 0],
    ['2026-03-15', '2026-03-20', 0],
    ['2025-11-01', '2026-02-28', 4],
  ])('%s to %s: %i', (from, until, expected) => {
    expect(wholeMonths(from, until)).toBe(expected);
  });

  it('adds up where a year is cut at the end of a month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 11 }), (month) => {
        const cut = `2026-${String(month + 1).padStart(2, '0')}-01`;
        expect(wholeMonths('2026-01-01', addDays(cut, -1)) + wholeMonths(cut, '2026-12-31')).toBe(12);
      }),
    );
  });
});
