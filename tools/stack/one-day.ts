import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, dayOf, startOf } from '@siger/calendar';

const NEAR_MS = 60_000;

/** Milliseconds until midnight in Jakarta where it is near, else 0. */
export const untilNextDay = (now: Date): number => {
  const left = startOf(addDays(dayOf(now), 1)).getTime() - now.getTime();
  return left <= NEAR_MS ? left : 0;
};

/** The day of Asia/Jakarta, for what must end on the day on which it begins: shortly before midnight it waits for the next. */
export const oneDay = async (): Promise<string> => {
  for (let left = untilNextDay(new Date()); left > 0; left = untilNextDay(new Date())) {
    console.log(`Waiting ${Math.ceil(left / 1000)} s for midnight in Jakarta, so that everything falls on one day ...`);
    await sleep(left);
  }
  return dayOf(new Date());
};
