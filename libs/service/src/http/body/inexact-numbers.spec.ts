import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inexactNumbers, isExact } from './inexact-numbers.js';

const pointers = (text: string) => {
  JSON.parse(text);
  return inexactNumbers(text, 'en').map(({ pointer, code }) => `${pointer} ${code}`);
};

describe('a number', () => {
  it.each(['0', '-0', '0.000', '90', '89.99', '90.000000000000000000000', '1e2', '1E+2', '-1.50e-3', '0.30000000000000004'])(
    '%s is kept',
    (text) => expect(isExact(text)).toBe(true),
  );
  it.each(['9007199254740993', '1e400', '-1e400', '1e-400', '100000000000000000000001', '0.30000000000000005'])(
    '%s is not',
    (text) => expect(isExact(text)).toBe(false),
  );

  it('that a program has written is kept, and so is one of fifteen digits', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => isExact(JSON.stringify(value))));
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 15 });
    fc.assert(
      fc.property(digits, fc.integer({ min: 1, max: 14 }), (all, at) => {
        const whole = all
          .slice(0, at)
          .join('')
          .replace(/^0+(?=.)/, '');
        return isExact(`${whole}.${all.slice(at).join('') || '0'}`);
      }),
    );
  });
});

describe('numbers that would lose digits', () => {
  const LONG = '89.9999999999999999999999';

  it('are named by their pointers', () => {
    expect(pointers(LONG)).toEqual([' precision']);
    expect(
      pointers(`{"a": {"b/~": [1, {}, [], ${LONG}]}, "c": ${LONG}, "d": [[${LONG}], {"e": 1, "f\\"\\u0041": ${LONG}}]}`),
    ).toEqual(['/a/b~1~0/3 precision', '/c precision', '/d/0/0 precision', '/d/1/f"A precision']);
  });

  it('are no digits in a text', () => {
    expect(pointers(`{"nip": "199001012015031001", "${LONG}": "a \\" ${LONG} \\\\", "x": true, "y": null}`)).toEqual([]);
  });

  it('are found in a large document in time', () => {
    const text = JSON.stringify({ a: '\\"'.repeat(250_000), b: Array.from({ length: 100_000 }, () => 0.1), c: 1e21 });
    const began = performance.now();
    expect(pointers(text)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
