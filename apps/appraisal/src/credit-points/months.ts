import { addDays } from '@siger/calendar';

const indexOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const isFirst = (day: string) => day.endsWith('-01');

/** Whole months of a span: one that begins or ends within a month does not count that month. */
export const wholeMonths = (from: string, until: string): number => {
  const first = indexOf(from) + (isFirst(from) ? 0 : 1);
  const last = indexOf(until) - (isFirst(addDays(until, 1)) ? 0 : 1);
  return Math.max(0, last - first + 1);
};
