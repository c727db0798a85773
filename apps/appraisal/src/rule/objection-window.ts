import { type Day, type DayType, endOfPeriod } from '@siger/calendar';
import { loose, type Fault, type ObjectionWindowAnswer, type ObjectionWindowInput } from '@siger/contracts';

/** PP 30/2019 art. 59: days for an objection after the result was received. */
export interface ObjectionWindowParameters {
  readonly days: number;
  readonly dayType: DayType;
}

/** A deadline must still have a day to fall on. */
const HORIZON: Day = '9990-12-31';

export const objectionWindowFaults = (body: unknown): Fault[] => {
  const { receivedOn, filedOn } = loose<ObjectionWindowInput>(body);
  if (typeof receivedOn !== 'string') return [];
  const faults: Fault[] = [];
  if (receivedOn > HORIZON) faults.push({ pointer: '/receivedOn', code: 'range', detail: `must not be after ${HORIZON}` });
  if (typeof filedOn === 'string' && filedOn < receivedOn)
    faults.push({ pointer: '/filedOn', code: 'before', detail: 'must not be before receivedOn' });
  return faults;
};

/** Whether an objection is in time. The day of receipt is day 0. */
export const objectionWindow = (
  input: ObjectionWindowInput,
  parameters: ObjectionWindowParameters,
  holidays: ReadonlySet<Day>,
): ObjectionWindowAnswer => {
  const closed = input.holidays ? new Set(input.holidays) : holidays;
  const lastDay = endOfPeriod(input.receivedOn, parameters.days, input.dayType ?? parameters.dayType, closed);
  return { accepted: input.filedOn <= lastDay, lastDay };
};
