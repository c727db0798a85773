import { addDays } from '@siger/calendar';

/** A development activity as the `hours` rule reads it; each kind uses its own measure. */
export interface Activity {
  readonly kind: string;
  readonly international?: boolean;
  readonly hours?: number;
  readonly days?: number;
  readonly dates?: string[];
  readonly count?: number;
}

/** What is known of an activity, whatever its kind. */
export interface Measured {
  readonly kind: string;
  readonly international: boolean;
  readonly hours: number | null;
  readonly days: number | null;
  readonly dates: readonly string[] | null;
  readonly count: number | null;
}

/** Leaves out what was not said: the rule refuses a measure that a kind does not use. */
export const activityOf = ({ kind, international, hours, days, dates, count }: Measured): Activity => ({
  kind,
  ...(international ? { international } : {}),
  ...(hours === null ? {} : { hours }),
  ...(days === null ? {} : { days }),
  ...(dates === null ? {} : { dates: [...dates] }),
  ...(count === null ? {} : { count }),
});

const daysFrom = (startsOn: string, endsOn: string): string[] => {
  const days: string[] = [];
  for (let day = startsOn; day <= endsOn; day = addDays(day, 1)) days.push(day);
  return days;
};

interface Held {
  readonly kind: string;
  readonly hours: number | null;
  readonly international: boolean;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** A course as it was held: hours of the programme where they are stated, else in the measure of its kind. */
export const activityHeld = ({ kind, hours, international, startsOn, endsOn }: Held): Activity => {
  const days = daysFrom(startsOn, endsOn);
  const nothing = { kind, international, hours: null, days: null, dates: null, count: null };
  if (hours !== null) return activityOf({ ...nothing, hours });
  if (['COACHING', 'MENTORING', 'BELAJAR_MANDIRI', 'KOMUNITAS_BELAJAR'].includes(kind))
    return activityOf({ ...nothing, dates: days });
  if (['DETASERING', 'PATOK_BANDING', 'PERTUKARAN', 'MAGANG', 'BIMBINGAN_KERJA'].includes(kind))
    return activityOf({ ...nothing, count: 1 });
  return activityOf({ ...nothing, days: days.length });
};
