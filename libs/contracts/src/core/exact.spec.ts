import { describe, expect, it } from '@jest/globals';
import Big from 'big.js';
import fc from 'fast-check';
import { exact, halfUp } from './exact.js';

describe('an official figure', () => {
  it('is the decimal that was written, not the binary number next to it', () => {
    expect(halfUp(exact(1.005), 2)).toBe('1.01');
    expect(halfUp(exact(0.1).add(exact(0.2)), 20)).toBe('0.30000000000000000000');
    expect(exact(1e-7).equals('1/10000000')).toBe(true);
    expect(exact(1e21).equals(10n ** 21n)).toBe(true);
  });

  it('rounds halves up, not to even', () => {
    expect([9.375, 3.125, 2.0833333, 0.004, 0.005].map((value) => halfUp(exact(value), 2))).toEqual([
      '9.38',
      '3.13',
      '2.08',
      '0.00',
      '0.01',
    ]);
    expect(halfUp(exact('1/3'), 3)).toBe('0.333');
    expect(halfUp(exact('2/3'), 0)).toBe('1');
    expect(halfUp(exact('-1/3'), 2)).toBe('-0.33');
    expect(halfUp(exact(-0.001), 2)).toBe('0.00');
  });

  it('rounds decimals as an independent decimal library does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 4 }),
        (digits, shift, decimals) => {
          const value = new Big(digits).div(new Big(10).pow(shift));
          const expected = value.round(decimals, Big.roundHalfUp).toFixed(decimals);
          expect(halfUp(exact(value.toFixed()), decimals)).toBe(
            expected === `-${new Big(0).toFixed(decimals)}` ? expected.slice(1) : expected,
          );
        },
      ),
    );
  });

  it('is never further than half a step from the value, and a ratio is as good as a decimal', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.bigInt({ min: 1n, max: 10n ** 9n }), (n, d) => {
        const value = exact(`${n}/${d}`);
        const distance = exact(halfUp(value, 2)).sub(value);
        expect(distance.compare('1/200') <= 0 && distance.compare('-1/200') > 0).toBe(true);
      }),
    );
  });
});
