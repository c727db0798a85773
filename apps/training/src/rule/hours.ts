import Big from 'big.js';
import type { HoursActivity, HoursAnswer, HoursInput } from '@siger/contracts';

/** What a kind is measured by. `per` is hours (JP) for one; `abroad` multiplies, `international` replaces `per`. */
export interface HoursKind {
  readonly by: 'hours' | 'days' | 'dates' | 'count';
  readonly per: number;
  /** Hours a day where the programme states none. */
  readonly perDay?: number;
  readonly international?: number;
  readonly abroad?: string;
  /** Most hours that count in a month or on a day. */
  readonly cap?: { readonly each: 'MONTH' | 'DAY'; readonly hours: number };
}

/** Peraturan LAN 10/2018 and the conversion tables that follow it. */
export interface HoursParameters {
  /** Hours (JP) to reach in a year. */
  readonly targets: Readonly<Record<HoursInput['status'], number>>;
  readonly kinds: Readonly<Record<HoursActivity['kind'], HoursKind>>;
}

/** Hours already counted, by kind and period: the caps run over the whole request. */
type Counted = Map<string, Big>;

/** One session or activity after another, in order, as long as its month or day has room. */
const hoursOfDates = (kind: string, dates: readonly string[], { per, cap }: HoursKind, counted: Counted): Big =>
  dates.reduce((total, date) => {
    if (!cap) return total.plus(per);
    const slot = `${kind} ${cap.each === 'MONTH' ? date.slice(0, 7) : date}`;
    const before = counted.get(slot) ?? new Big(0);
    const room = new Big(cap.hours).minus(before);
    const credited = room.gte(per) ? new Big(per) : room;
    counted.set(slot, before.plus(credited));
    return total.plus(credited);
  }, new Big(0));

const nationalHours = (activity: HoursActivity, rule: HoursKind, counted: Counted): Big => {
  const { hours, days = 0, dates = [], count = 0, international } = activity;
  const perDay = (international ? rule.international : undefined) ?? rule.perDay ?? rule.per;
  switch (rule.by) {
    case 'hours':
      return hours === undefined ? new Big(perDay).times(days) : new Big(String(hours)).times(rule.per);
    case 'days':
      return new Big(perDay).times(days);
    case 'count':
      return new Big(rule.per).times(count);
    case 'dates':
      return hoursOfDates(activity.kind, dates, rule, counted);
  }
};

/** Hours (JP) of each activity, of all, and whether the year's target is met. Nothing is rounded. */
export const hours = (input: HoursInput, { kinds, targets }: HoursParameters): HoursAnswer => {
  const counted: Counted = new Map();
  const lines = input.activities.map((activity) => {
    const rule = kinds[activity.kind];
    const national = nationalHours(activity, rule, counted);
    return activity.international && rule.abroad ? national.times(rule.abroad) : national;
  });
  const total = lines.reduce((sum, line) => sum.plus(line), new Big(0));
  const target = targets[input.status];
  return {
    lines: lines.map((line) => ({ hours: line.toNumber() })),
    total: total.toNumber(),
    target,
    met: total.gte(target),
  };
};
