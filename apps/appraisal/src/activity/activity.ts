import {
  activityApproved,
  activityRejected,
  activitySubmitted,
  changed,
  DomainError,
  fact,
  invalid,
  type ActivityEntry,
  type ActivityEvidence,
  type Change,
  type Fault,
} from '@siger/contracts';
import { requireState } from '../state/state.js';

/** One piece of work of one day, in minutes of Asia/Jakarta since midnight. */
export type Activity = Readonly<{
  id: string;
  version: number;
  planId: string;
  employeeId: string;
  unitId: string;
  resultId: string | null;
  date: string;
  startMinute: number;
  endMinute: number;
  description: string;
  volume: number;
  output: string;
  evidence: ActivityEvidence[];
  state: string;
  reason: string | null;
}>;

/** What an entry is measured against. */
export type Ground = Readonly<{
  planId: string;
  employeeId: string;
  unitId: string;
  from: string;
  until: string;
  resultIds: ReadonlySet<string>;
}>;

const fault = (pointer: string, code: string, detail: string): Fault => ({ pointer, code, detail });

const evidenceFaults = ({ evidence }: ActivityEntry): Fault[] =>
  evidence.flatMap(({ kind, url, text }, index) => {
    const [needed, refused] = kind === 'TAUTAN' ? ([url, text] as const) : ([text, url] as const);
    return needed === undefined || refused !== undefined
      ? [fault(`/evidence/${index}`, 'evidence', 'TAUTAN has a url, KETERANGAN has a text.')]
      : [];
  });

const faults = (entry: ActivityEntry, ground: Ground, today: string): Fault[] => [
  ...(entry.endMinute > entry.startMinute ? [] : [fault('/endMinute', 'order', 'It ends after it starts.')]),
  ...(entry.date <= today ? [] : [fault('/date', 'future', 'Work is logged once it is done.')]),
  ...(entry.date >= ground.from && entry.date <= ground.until
    ? []
    : [fault('/date', 'outside-plan', 'The plan covers other days.')]),
  ...(entry.resultId === undefined || ground.resultIds.has(entry.resultId)
    ? []
    : [fault('/resultId', 'unknown', 'It is no result of the plan.')]),
  ...evidenceFaults(entry),
];

const contentOf = (entry: ActivityEntry, ground: Ground, today: string) => {
  const found = faults(entry, ground, today);
  if (found.length > 0) throw invalid(...found);
  const { date, startMinute, endMinute, description, volume, output, evidence } = entry;
  return { date, startMinute, endMinute, description, volume, output, evidence, resultId: entry.resultId ?? null };
};

export const log = (id: string, entry: ActivityEntry, ground: Ground, today: string): Change<Activity> => {
  const { planId, employeeId, unitId } = ground;
  return changed<Activity>({
    ...{ id, version: 1, planId, employeeId, unitId, state: 'DRAFT', reason: null },
    ...contentOf(entry, ground, today),
  });
};

/** A rejected activity that is corrected is a draft again. */
export const correct = (activity: Activity, entry: ActivityEntry, ground: Ground, today: string): Change<Activity> => {
  requireState(activity.state, 'DRAFT', 'DITOLAK');
  return changed<Activity>({ ...activity, ...contentOf(entry, ground, today), state: 'DRAFT' });
};

const moved = ({ id, planId, resultId, employeeId, unitId, date, startMinute, endMinute }: Activity) => ({
  ...{ activityId: id, planId, resultId, employeeId, unitId, date },
  minutes: endMinute - startMinute,
});

export const submit = (activity: Activity): Change<Activity> => {
  requireState(activity.state, 'DRAFT');
  if (activity.evidence.length === 0) throw new DomainError('activity-without-evidence');
  return changed<Activity>({ ...activity, state: 'DIAJUKAN', reason: null }, fact(activitySubmitted, moved(activity)));
};

export const approve = (activity: Activity): Change<Activity> => {
  requireState(activity.state, 'DIAJUKAN');
  return changed<Activity>({ ...activity, state: 'DISETUJUI' }, fact(activityApproved, moved(activity)));
};

export const reject = (activity: Activity, reason: string): Change<Activity> => {
  requireState(activity.state, 'DIAJUKAN');
  return changed<Activity>({ ...activity, state: 'DITOLAK', reason }, fact(activityRejected, moved(activity)));
};

/** An activity of the past, taken over in the state that it had; every step on the way there is said. */
export const takeOver = (activity: Activity, state: string): Change<Activity> => {
  if (state === 'DRAFT') return changed(activity);
  const submitted = submit(activity);
  if (state === 'DIAJUKAN') return submitted;
  const judged = state === 'DISETUJUI' ? approve(submitted.state) : reject(submitted.state, '-');
  return changed(judged.state, ...submitted.facts, ...judged.facts);
};
