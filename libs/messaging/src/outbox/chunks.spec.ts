import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chunks } from './chunks.js';
import type { PendingRow } from './window.js';

const row = fc
  .oneof({ weight: 9, arbitrary: fc.nat({ max: 2_000 }) }, { weight: 1, arbitrary: fc.nat({ max: 1_500_000 }) })
  .map((size): PendingRow => ({
    ...{ id: '1', topic: 't', key: 'k', part: 0 },
    hdr: Buffer.alloc(0),
    payload: { length: size } as Buffer,
  }));

describe('chunks', () => {
  it('keep every row in its order, and fit one request unless a single row does not', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 1_200 }), (rows) => {
        const parts = [...chunks(rows)];
        expect(parts.flat()).toEqual(rows);
        for (const part of parts) {
          const bytes = part.reduce((sum, { payload }) => sum + (payload?.length ?? 0), 0);
          expect(part.length).toBeGreaterThan(0);
          expect(part.length).toBeLessThanOrEqual(500);
          expect(part.length === 1 || bytes <= 900_000).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are as few as the number of rows allows', () => {
    const small = Array.from({ length: 1_001 }, () => ({
      id: '1',
      topic: 't',
      key: 'k',
      part: 0,
      hdr: Buffer.alloc(9),
      payload: null,
    }));
    expect([...chunks(small)].map((part) => part.length)).toEqual([500, 500, 1]);
  });
});
