import { describe, expect, it } from '@jest/globals';
import { ID_PATTERN } from '@siger/contracts';
import fc from 'fast-check';
import { isId, newId } from './id.js';

const pattern = new RegExp(ID_PATTERN);

describe('an identifier', () => {
  it('is what the pattern of the contracts lets through, and nothing else', () => {
    const nearly = fc
      .tuple(fc.uuid(), fc.nat(36), fc.nat(2), fc.string({ maxLength: 2 }))
      .map(([id, at, gone, more]) => id.slice(0, at) + more + id.slice(at + gone));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.uuid(), fc.string()), (text) => {
        expect(isId(text)).toBe(pattern.test(text));
      }),
      { numRuns: 2_000 },
    );
    expect(isId(newId())).toBe(true);
    for (const code of Array.from({ length: 256 }, (_, n) => String.fromCharCode(n)))
      expect(isId(`${code}0000000-0000-7000-8000-000000000000`)).toBe(/[0-9a-f]/.test(code));
  });

  it.each([undefined, null, 7, ['00000000-0000-7000-8000-000000000000'], '00000000-0000-7000-8000-000000000000\n'])(
    'is not %j',
    (value) => {
      expect(isId(value)).toBe(false);
    },
  );
});
