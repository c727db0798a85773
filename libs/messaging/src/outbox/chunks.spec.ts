import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chunks } from './chunks.js';
import type { PendingRow } from './window.js';

const row = fc
  .oneof({ weight: 9, arbitrary: fc.nat({ max: 2_000 }) }, { weight: 1, arbitrary: fc.nat({ max: 1_500_000 }) })
  .chain((size) => fc.nat({ max: 2 }).map((part) => ({ size, part })))
  .map(({ size, part }): PendingRow => ({
    ...{ id: '1', topic: 't', key: 'k', part },
    hdr: Buffer.alloc(0),
    payload: { length: size } as Buffer,
  }));

describe('chunks', () => {
  it('keep every row in its order, and fit one request unless a single row does not', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 2_400 }), (rows) => {
        const parts = [...chunks(rows)];
        expect(parts.flat()).toEqual(rows);
        for (const part of parts) {
          const bytesOf = (some: readonly PendingRow[]) => some.reduce((sum, { payload }) => sum + (payload?.length ?? 0), 0);
          const fits = (some: readonly PendingRow[]) => some.length <= 1 || bytesOf(some) <= 900_000;
          expect(part.length).toBeGreaterThan(0);
          expect(part.length).toBeLessThanOrEqual(1_000);
          expect(part.length === 1 || bytesOf(part) <= 2_000_000).toBe(true);
          for (const n of [0, 1, 2]) expect(fits(part.filter((one) => one.part === n))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are as few as the number of rows allows', () => {
    const small = Array.from({ length: 2_001 }, () => ({
      id: '1',
      topic: 't',
      key: 'k',
      part: 0,
      hdr: Buffer.alloc(9),
      payload: null,
    }));
    expect([...chunks(small)].map((part) => part.length)).toEqual([1_000, 1_000, 1]);
  });
});
