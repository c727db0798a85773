import { addDays } from '@siger/calendar';
import { DomainError } from '@siger/contracts';

/** Something that holds from a day to a last day (inclusive), or without end; days are `YYYY-MM-DD`. */
export interface Span {
  readonly from: string;
  readonly until: string | null;
}

export const inForce = (span: Span, on: string) => span.from <= on && (span.until === null || span.until >= on);

export const overlaps = (a: Span, b: Span) => (a.until === null || a.until >= b.from) && (b.until === null || b.until >= a.from);

/**
 * The timeline with one more entry, oldest first: what ran until then ends the day before, what began the same day is replaced,
 * and what begins later must not be touched (`refusal`).
 */
export const insert = <T extends Span>(timeline: readonly T[], entry: T, refusal: string): T[] => {
  if (entry.until !== null && entry.until < entry.from) throw new DomainError('dates-reversed');
  const later = timeline.filter(({ from }) => from > entry.from);
  if (later.some((known) => overlaps(known, entry))) throw new DomainError(refusal);
  const dayBefore = addDays(entry.from, -1);
  const earlier = timeline
    .filter(({ from }) => from < entry.from)
    .map((known) => (overlaps(known, entry) ? { ...known, until: dayBefore } : known));
  return [...earlier, entry, ...later];
};

/** The timeline cut after a last day: what would begin later never begins. */
export const endAfter = <T extends Span>(timeline: readonly T[], until: string): T[] =>
  timeline
    .filter(({ from }) => from <= until)
    .map((known) => (known.until === null || known.until > until ? { ...known, until } : known));
