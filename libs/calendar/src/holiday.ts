import type { Day } from './day.js';
import { holidayYears } from './holiday-data.js';

export type HolidayKind = 'NATIONAL' | 'JOINT_LEAVE';

export interface Holiday {
  readonly day: Day;
  readonly name: string;
  readonly kind: HolidayKind;
}

const listed = (year: number, names: Readonly<Record<string, string>>, kind: HolidayKind): Holiday[] =>
  Object.entries(names).map(([monthDay, name]) => ({ day: `${year}-${monthDay}`, name, kind }));

/** The holidays and joint leave of a year, in order; empty where no decree is loaded for it. */
export const holidaysOf = (year: number): Holiday[] =>
  holidayYears
    .filter((entry) => entry.year === year)
    .flatMap((entry) => [...listed(year, entry.national, 'NATIONAL'), ...listed(year, entry.jointLeave, 'JOINT_LEAVE')])
    .sort((a, b) => (a.day < b.day ? -1 : 1));

/** Every day of the stored table on which offices are closed. */
export const holidays: ReadonlySet<Day> = new Set(holidayYears.flatMap(({ year }) => holidaysOf(year)).map(({ day }) => day));
