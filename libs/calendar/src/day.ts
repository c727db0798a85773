/** A calendar day as `YYYY-MM-DD`; it has no zone. Which day an instant falls on is decided in Asia/Jakarta. */
export type Day = string;

const DAY = 86_400_000;
/** WIB is UTC+7 all year; Indonesia has no summer time. */
const WIB = 7 * 3_600_000;
const FORM = /^\d{4}-\d{2}-\d{2}$/;

/** The last day that four digits of a year can write. */
export const lastDay: Day = '9999-12-31';

const epochDay = (day: Day): number => {
  const at = FORM.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  if (Number.isNaN(at) || write(at / DAY) !== day) throw new RangeError(`Not a day: ${day}`);
  return at / DAY;
};
const write = (epoch: number): Day => new Date(epoch * DAY).toISOString().slice(0, 10);

/** Whether the text is a day that exists (`2024-02-29` yes, `2023-02-29` no). */
export const isDay = (text: string): boolean => {
  const at = FORM.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(at) && write(at / DAY) === text;
};

/** The day `count` calendar days later, or earlier where `count` is negative. */
export const addDays = (day: Day, count: number): Day => {
  const moved = epochDay(day) + count;
  if (!Number.isInteger(moved) || moved > epochDay(lastDay) || moved < epochDay('0000-01-01'))
    throw new RangeError(`${count} days from ${day} is outside of the calendar`);
  return write(moved);
};

/** Calendar days from one day to another; negative where `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => epochDay(to) - epochDay(from);

/** 1 (Monday) to 7 (Sunday), as ISO 8601 counts. */
export const weekday = (day: Day): number => {
  const sinceMonday = (epochDay(day) + 3) % 7;
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
};

/** Completed years between a birth and a day; negative before the birth. Who is born on 29 February turns on 1 March. */
export const wholeYears = (birth: Day, on: Day): number => {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
};

/** The day of Asia/Jakarta on which an instant falls. */
export const dayOf = (instant: Date): Day => new Date(instant.getTime() + WIB).toISOString().slice(0, 10);

/** Midnight in Asia/Jakarta with which a day begins. */
export const startOf = (day: Day): Date => new Date(epochDay(day) * DAY - WIB);

/** 23:59:59 in Asia/Jakarta: the last second in which a deadline of that day is kept. */
export const deadlineOf = (day: Day): Date => new Date(startOf(day).getTime() + DAY - 1000);
