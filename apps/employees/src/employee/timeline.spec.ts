import { describe, expect, it } from '@jest/globals';
import { addDays } from '@siger/calendar';
import { DomainError } from '@siger/contracts';
import fc from 'fast-check';
import { endAfter, inForce, insert, overlaps, type Span } from './timeline.js';

const span = (from: string, until: string | null = null): Span => ({ from, until });
const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-01-01', n));
const anySpan = fc
  .tuple(day, fc.option(fc.integer({ min: 0, max: 90 })))
  .map(([from, length]) => span(from, length === null ? null : addDays(from, length)));

const accepted = (entries: readonly Span[]) => {
  let timeline: Span[] = [];
  for (const entry of entries)
    try {
      timeline = insert(timeline, entry, 'taken');
    } catch (error) {
      expect(error).toBeInstanceOf(DomainError);
    }
  return timeline;
};

describe('insert', () => {
  it('ends what ran the day before', () => {
    expect(insert([span('2026-01-01')], span('2026-03-01'), 'taken')).toEqual([
      span('2026-01-01', '2026-02-28'),
      span('2026-03-01'),
    ]);
  });

  it('leaves what had ended', () => {
    const ended = span('2026-01-01', '2026-01-31');
    expect(insert([ended], span('2026-03-01'), 'taken')).toEqual([ended, span('2026-03-01')]);
  });

  it('replaces what began the same day', () => {
    expect(insert([span('2026-01-01')], span('2026-01-01', '2026-06-30'), 'taken')).toEqual([span('2026-01-01', '2026-06-30')]);
  });

  it('fits before what begins later, and refuses to reach into it', () => {
    const later = span('2026-06-01');
    expect(insert([later], span('2026-01-01', '2026-05-31'), 'taken')).toEqual([span('2026-01-01', '2026-05-31'), later]);
    for (const until of ['2026-06-01', null])
      expect(() => insert([later], span('2026-01-01', until), 'taken')).toThrow(expect.objectContaining({ code: 'taken' }));
  });

  it('refuses an end before the beginning, and takes a single day', () => {
    expect(() => insert([], span('2026-01-02', '2026-01-01'), 'taken')).toThrow(
      expect.objectContaining({ code: 'dates-reversed' }),
    );
    expect(insert([], span('2026-01-01', '2026-01-01'), 'taken')).toHaveLength(1);
  });

  it('never makes two hold on one day, whatever is inserted', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 12 }), day, (entries, on) => {
        const timeline = accepted(entries);
        expect(timeline.filter((known) => inForce(known, on)).length).toBeLessThanOrEqual(1);
        expect(timeline.map(({ from }) => from)).toEqual(timeline.map(({ from }) => from).toSorted());
        for (const { from, until } of timeline) expect(until === null || until >= from).toBe(true);
      }),
    );
  });

  it('always holds the accepted entry on its days', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 8 }), anySpan, (entries, last) => {
        const before = accepted(entries);
        const after = accepted([...entries, last]);
        if (after.includes(last)) expect(after.filter((known) => inForce(known, last.from))).toEqual([last]);
        else expect(after).toEqual(before);
      }),
    );
  });
});

describe('overlaps', () => {
  it('is true exactly when some day is in both, either way round', () => {
    fc.assert(
      fc.property(anySpan, anySpan, (a, b) => {
        const first = a.from > b.from ? a.from : b.from;
        expect(overlaps(a, b)).toBe(inForce(a, first) && inForce(b, first));
        expect(overlaps(b, a)).toBe(overlaps(a, b));
      }),
    );
  });
});

describe('endAfter', () => {
  it('leaves nothing beyond the last day', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 8 }), day, day, (entries, until, on) => {
        const before = accepted(entries);
        const after = endAfter(before, until);
        expect(after.some((known) => inForce(known, on))).toBe(on <= until && before.some((known) => inForce(known, on)));
      }),
    );
  });
});
