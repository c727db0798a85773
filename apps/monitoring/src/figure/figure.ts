/** Counters that the events of a unit add to; what is a state rather than a count has a table of its own. */
export const figures = [
  'ACTIVITIES_SUBMITTED',
  'ACTIVITIES_APPROVED',
  'ACTIVITY_MINUTES',
  'RECOMMENDATIONS_MADE',
  'RECOMMENDATIONS_ACCEPTED',
  'ENROLMENTS_COMPLETED',
  'HOURS_BOOKED',
  'CERTIFICATES_ISSUED',
  'SURVEY_RESPONSES',
] as const;
export type Figure = (typeof figures)[number];

export type Totals = Readonly<Record<Figure, number>>;

/** Every figure, zero where no event has told of it. */
export const totals = (rows: readonly { figure: string; value: number }[]): Totals =>
  Object.fromEntries(figures.map((figure) => [figure, rows.find((row) => row.figure === figure)?.value ?? 0])) as Totals;

/** Percent with two decimals, half-up; null where there is nobody. */
export const share = (part: number, whole: number): string | null =>
  whole === 0 ? null : (Math.round((part * 10_000) / whole) / 100).toFixed(2);

/** Counts of people below five are not published. */
export const suppressed = (count: number): number | null => (count < 5 ? null : count);
