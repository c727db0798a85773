import { addDays, type Day, weekday } from './day.js';

/** Monday to Friday, unless it is a national holiday or joint leave (cuti bersama). */
export const isWorkingDay = (day: Day, holidays: ReadonlySet<Day>): boolean => weekday(day) <= 5 && !holidays.has(day);

/** The `count`th working day after a day. The day itself is day 0 and need not be a working day. */
export const addWorkingDays = (from: Day, count: number, holidays: ReadonlySet<Day>): Day => {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`Not a number of working days: ${count}`);
  let day = from;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return day;
};

/** `CALENDAR` counts every day, `WORKING` only working days (hari kerja). */
export type DayType = 'CALENDAR' | 'WORKING';

/** The last day of a period of `count` days that begins the day after `from`. */
export const endOfPeriod = (from: Day, count: number, type: DayType, holidays: ReadonlySet<Day>): Day =>
  type === 'WORKING' ? addWorkingDays(from, count, holidays) : addDays(from, count);
