import { type Day, type DayType, endOfPeriod } from '@siger/calendar';
import { loose, type Fault, type ReportDeadlineAnswer, type ReportDeadlineInput } from '@siger/contracts';

type Kind = NonNullable<ReportDeadlineInput['kind']>;

/** SP4N-LAPOR! (PermenPANRB 62/2018): days for each stage. */
export interface ReportDeadlineParameters {
  readonly days: {
    readonly VERIFICATION: number;
    readonly REPORTER_REPLY: number;
    readonly FOLLOW_UP: Readonly<Record<Kind, number>>;
  };
  readonly dayType: DayType;
}

/** A deadline must still have a day to fall on. */
const HORIZON: Day = '9990-12-31';

export const reportDeadlineFaults = (body: unknown): Fault[] => {
  const { stage, kind, from } = loose<ReportDeadlineInput>(body);
  const faults: Fault[] = [];
  if (stage === 'FOLLOW_UP' && kind === undefined)
    faults.push({ pointer: '/kind', code: 'required', detail: 'FOLLOW_UP needs a kind' });
  if ((stage === 'VERIFICATION' || stage === 'REPORTER_REPLY') && kind !== undefined)
    faults.push({ pointer: '/kind', code: 'unexpected', detail: `${stage} has no kinds` });
  if (typeof from === 'string' && from > HORIZON)
    faults.push({ pointer: '/from', code: 'range', detail: `must not be after ${HORIZON}` });
  return faults;
};

const daysOf = ({ stage, kind }: ReportDeadlineInput, { days }: ReportDeadlineParameters): number => {
  if (stage !== 'FOLLOW_UP') return days[stage];
  if (kind === undefined) throw new RangeError('A follow-up has a kind');
  return days.FOLLOW_UP[kind];
};

/** The last day of a stage; `from` is day 0. */
export const reportDeadline = (
  input: ReportDeadlineInput,
  parameters: ReportDeadlineParameters,
  holidays: ReadonlySet<Day>,
): ReportDeadlineAnswer => {
  const closed = input.holidays ? new Set(input.holidays) : holidays;
  return { dueOn: endOfPeriod(input.from, daysOf(input, parameters), input.dayType ?? parameters.dayType, closed) };
};
