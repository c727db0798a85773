import { loose, looseList, type Fault, type HoursActivity, type HoursInput } from '@siger/contracts';
import type { HoursKind, HoursParameters } from './hours.js';

const measures = ['hours', 'days', 'dates', 'count'] as const;
type Measure = (typeof measures)[number];

/** The measures a kind takes; one of them is needed. */
const measuresOf = ({ by, perDay }: HoursKind): readonly Measure[] => (perDay === undefined ? [by] : [by, 'days']);

const faultsOf = (activity: unknown, index: number, kinds: HoursParameters['kinds']): Fault[] => {
  const body = loose<HoursActivity>(activity);
  const rule =
    typeof body.kind === 'string' && Object.hasOwn(kinds, body.kind) ? kinds[body.kind as HoursActivity['kind']] : null;
  if (!rule) return [];
  const taken = measuresOf(rule);
  const fault = (measure: Measure, code: string, detail: string) => ({
    pointer: `/activities/${index}/${measure}`,
    code,
    detail,
  });
  const unused = measures
    .filter((measure) => body[measure] !== undefined && !taken.includes(measure))
    .map((measure) => fault(measure, 'unexpected', `is not used by ${String(body.kind)}`));
  const missing = taken.every((measure) => body[measure] === undefined)
    ? taken.map((measure) => fault(measure, 'required', `${String(body.kind)} needs ${taken.join(' or ')}`))
    : [];
  return [...missing, ...unused];
};

/** Every activity carries what its kind is measured by, and no other measure. */
export const hoursFaults = (body: unknown, { kinds }: HoursParameters): Fault[] =>
  looseList(loose<HoursInput>(body).activities).flatMap((activity, index) => faultsOf(activity, index, kinds));
