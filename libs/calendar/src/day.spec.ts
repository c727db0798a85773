import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayOf, daysBetween, deadlineOf, isDay, lastDay, startOf, weekday, wholeYears } from './day.js';

/** Counts days by the calendar's own rules, without `Date`: an independent oracle. */
const leap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const lengthOf = (year: number, month: number) =>
  [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
const text = (year: number, month: number, day: number) =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
const next = (day: string) => {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  if (d < lengthOf(y, m)) return text(y, m, d + 1);
  return m < 12 ? text(y, m + 1, 1) : text(y + 1, 1, 1);
};
const days = fc
  .tuple(fc.integer({ min: 1, max: 9990 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .filter(([y, m, d]) => d <= lengthOf(y, m))
  .map(([y, m, d]) => text(y, m, d));

describe('a day', () => {
  it('exists or does not, leap years and early years included', () => {
    expect(['2024-02-29', '2000-02-29', '0001-01-01', lastDay].every(isDay)).toBe(true);
    expect(
      ['2023-02-29', '1900-02-29', '2024-13-01', '2024-00-10', '2024-01-00', '2024-1-1', '', '2024-01-01T00:00'].some(isDay),
    ).toBe(false);
  });

  it('is judged as the calendar judges it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (y, m, d) => {
          expect(isDay(text(y, m, d))).toBe(m >= 1 && m <= 12 && d >= 1 && d <= lengthOf(y, m));
        },
      ),
    );
  });

  it('moves by days like a hand-counted calendar', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 800 }), (from, count) => {
        let expected = from;
        for (let i = 0; i < count; i += 1) expected = next(expected);
        expect(addDays(from, count)).toBe(expected);
        expect(addDays(expected, -count)).toBe(from);
        expect(daysBetween(from, expected)).toBe(count);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses what is no day, and to leave the calendar', () => {
    expect(() => addDays('2023-02-29', 1)).toThrow(RangeError);
    expect(() => addDays(lastDay, 1)).toThrow(RangeError);
    expect(() => addDays('2026-01-01', 0.5)).toThrow(RangeError);
    expect(addDays('9999-12-30', 1)).toBe(lastDay);
  });

  it('knows its weekday', () => {
    expect(['2025-02-03', '2025-10-03', '2026-11-24', '1969-12-31', '2026-08-16'].map(weekday)).toEqual([1, 5, 2, 3, 7]);
    fc.assert(fc.property(days, (day) => expect(weekday(addDays(day, 7))).toBe(weekday(day))));
  });

  it('counts completed years', () => {
    expect(wholeYears('1990-01-02', '2008-01-01')).toBe(17);
    expect(wholeYears('1990-01-01', '2008-01-01')).toBe(18);
    expect(wholeYears('2000-02-29', '2018-02-28')).toBe(17);
    expect(wholeYears('2000-02-29', '2018-03-01')).toBe(18);
    expect(wholeYears('2010-01-01', '2009-12-01')).toBe(-1);
  });
});

describe('Asia/Jakarta', () => {
  it('gives an instant its day', () => {
    expect(dayOf(new Date('2026-11-23T16:59:59.999Z'))).toBe('2026-11-23');
    expect(dayOf(new Date('2026-11-23T17:00:00Z'))).toBe('2026-11-24');
  });

  it('agrees with the time zone database', () => {
    const zone = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' });
    fc.assert(
      fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (instant) => {
        expect(dayOf(instant)).toBe(zone.format(instant));
      }),
    );
  });

  it('begins a day at midnight and keeps its deadline to the last second', () => {
    expect(startOf('2026-11-24').toISOString()).toBe('2026-11-23T17:00:00.000Z');
    expect(deadlineOf('2026-11-24').toISOString()).toBe('2026-11-24T16:59:59.000Z');
    fc.assert(fc.property(days, (day) => expect([dayOf(startOf(day)), dayOf(deadlineOf(day))]).toEqual([day, day])));
  });
});
