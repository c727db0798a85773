import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { share, suppressed, totals } from './figure.js';

describe('share', () => {
  it('is percent with two decimals', () => {
    expect(share(1, 3)).toBe('33.33');
    expect(share(2, 3)).toBe('66.67');
    expect(share(0, 7)).toBe('0.00');
    expect(share(0, 0)).toBeNull();
  });

  it('is never further than half a hundredth from the ratio', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 100_000 }), (part, whole) => {
        expect(Math.abs(Number(share(part, whole)) - (part * 100) / whole)).toBeLessThanOrEqual(0.005 + 1e-9);
      }),
    );
  });
});

describe('totals', () => {
  it('names every figure', () => {
    expect(totals([{ figure: 'HOURS_BOOKED', value: 20 }])).toMatchObject({ HOURS_BOOKED: 20, SURVEY_RESPONSES: 0 });
  });
});

describe('suppressed', () => {
  it('hides a handful of people', () => {
    expect([suppressed(4), suppressed(5)]).toEqual([null, 5]);
  });
});
