import { changed, fact, hoursBooked, type Change, type HoursSource } from '@siger/contracts';
import type { Activity } from './activity.js';

/** One entry of the ledger of hours (JP). It is never changed: a later rule does not change an old result. */
export interface HoursEntry {
  readonly id: string;
  readonly version: number;
  readonly employeeId: string;
  readonly title: string;
  readonly organiser: string;
  readonly kind: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** The year of the last day gets the hours. */
  readonly year: number;
  readonly hours: number;
  readonly activity: Activity;
  readonly source: HoursSource;
  readonly sourceId: string;
  readonly ruleSetId: string;
}

export type Booking = Omit<HoursEntry, 'id' | 'version' | 'year' | 'hours' | 'ruleSetId' | 'kind'>;

export const yearOf = (day: string) => Number(day.slice(0, 4));

export const book = (id: string, booking: Booking, counted: { hours: number; ruleSetId: string }): Change<HoursEntry> => {
  const { employeeId, endsOn, source, sourceId } = booking;
  const { kind } = booking.activity;
  const year = yearOf(endsOn);
  return changed(
    { ...booking, ...counted, id, version: 1, kind, year },
    fact(hoursBooked, { hoursId: id, employeeId, kind, year, endsOn, source, sourceId, ...counted }),
  );
};
