import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, weekday } from './day.js';
import { holidays, holidaysOf } from './holiday.js';
import { holidayYears } from './holiday-data.js';
import { addWorkingDays, endOfPeriod, isWorkingDay } from './working-day.js';

const none: ReadonlySet<string> = new Set();
const day = fc.integer({ min: 0, max: 1500 }).map((offset) => addDays('2024-01-01', offset));

describe('working days', () => {
  it('are Monday to Friday without the holidays', () => {
    expect(isWorkingDay('2026-11-24', none)).toBe(true);
    expect(isWorkingDay('2026-11-28', none)).toBe(false);
    expect(isWorkingDay('2026-12-24', holidays)).toBe(false);
    expect(isWorkingDay('2026-12-24', none)).toBe(true);
  });

  it('are counted from the day after; day 0 may be a weekend', () => {
    expect(addWorkingDays('2025-10-03', 3, none)).toBe('2025-10-08');
    expect(addWorkingDays('2025-10-04', 1, none)).toBe('2025-10-06');
    expect(addWorkingDays('2025-10-04', 0, none)).toBe('2025-10-04');
    expect(endOfPeriod('2025-10-15', 10, 'WORKING', none)).toBe('2025-10-29');
    expect(endOfPeriod('2025-10-15', 10, 'CALENDAR', none)).toBe('2025-10-25');
  });

  it('put the joint leave around Idul Fitri aside', () => {
    expect(addWorkingDays('2025-03-27', 1, holidays)).toBe('2025-04-08');
    expect(addWorkingDays('2026-03-17', 1, holidays)).toBe('2026-03-25');
    expect(addWorkingDays('2025-08-15', 1, holidays)).toBe('2025-08-19');
  });

  it('land on a working day with exactly that many working days behind them', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 80 }), fc.uniqueArray(day, { maxLength: 40 }), (from, count, closed) => {
        const end = addWorkingDays(from, count, new Set(closed));
        let worked = 0;
        for (let at = addDays(from, 1); at <= end; at = addDays(at, 1)) if (weekday(at) < 6 && !closed.includes(at)) worked += 1;
        expect(worked).toBe(count);
        expect(weekday(end) < 6 && !closed.includes(end)).toBe(true);
      }),
    );
  });

  it('only come later when there are more holidays', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 60 }), fc.array(day, { maxLength: 30 }), (from, count, closed) => {
        expect(addWorkingDays(from, count, new Set(closed)) >= addWorkingDays(from, count, none)).toBe(true);
      }),
    );
  });

  it('refuse half and negative counts', () => {
    expect(() => addWorkingDays('2026-01-01', -1, none)).toThrow(RangeError);
    expect(() => addWorkingDays('2026-01-01', 1.5, none)).toThrow(RangeError);
  });
});

describe('the holidays', () => {
  it('are as many as each decree announced', () => {
    const counts = holidayYears.map(({ year, national, jointLeave }) => [
      year,
      Object.keys(national).length,
      Object.keys(jointLeave).length,
    ]);
    expect(counts).toEqual([
      [2024, 19, 10],
      [2025, 17, 11],
      [2026, 17, 8],
      [2027, 17, 0],
    ]);
  });

  it('each have a legal basis, and only decreed years are confirmed', () => {
    expect(holidayYears.every(({ legalBasis }) => legalBasis.length > 10)).toBe(true);
    expect(holidayYears.filter(({ confirmed }) => !confirmed).map(({ year }) => year)).toEqual([2027]);
  });

  it('name days that exist, once each; joint leave falls on what would be a working day', () => {
    for (const { year } of holidayYears) {
      const listed = holidaysOf(year);
      expect(new Set(listed.map((holiday) => holiday.day)).size).toBe(listed.length);
      for (const holiday of listed) expect(addDays(holiday.day, 0)).toBe(holiday.day);
      for (const holiday of listed.filter(({ kind }) => kind === 'JOINT_LEAVE')) expect(weekday(holiday.day)).toBeLessThan(6);
    }
    expect(holidaysOf(2030)).toEqual([]);
    expect(
      holidaysOf(2026)
        .slice(0, 2)
        .map(({ name }) => name),
    ).toEqual(['Tahun Baru Masehi', 'Isra Mikraj']);
  });
});
