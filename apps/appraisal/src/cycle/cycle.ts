import { addDays, addWorkingDays } from '@siger/calendar';
import { changed, cycleClosed, cycleLocked, cycleOpened, DomainError, fact, type CyclePeriod } from '@siger/contracts';
import { requireState } from '../state/state.js';

export type Cycle = Readonly<{
  id: string;
  version: number;
  agencyId: string;
  year: number;
  periodicity: string;
  state: string;
  from: string;
  until: string;
  plansDueOn: string;
  periods: CyclePeriod[];
}>;

/** Rule set `cycle-deadlines`: days of the year as `MM-DD`, working days after a period. */
export type Deadlines = Readonly<{ plans: string; annual: string; periodicWorkingDays: number }>;

const pad = (month: number) => String(month).padStart(2, '0');
const lastOfMonth = (year: number, month: number) =>
  month === 12 ? `${year}-12-31` : addDays(`${year}-${pad(month + 1)}-01`, -1);

/** PermenPANRB 6/2022 art. 5: the year, and its months or quarters. */
export const periodsOf = (
  year: number,
  periodicity: string,
  deadlines: Deadlines,
  holidays: ReadonlySet<string>,
): CyclePeriod[] => {
  const months = periodicity === 'BULANAN' ? 1 : 3;
  const periodic = Array.from({ length: 12 / months }, (_, index): CyclePeriod => {
    const until = lastOfMonth(year, (index + 1) * months);
    return {
      code: months === 1 ? `B${pad(index + 1)}` : `TW${index + 1}`,
      kind: 'PERIODIK',
      from: `${year}-${pad(index * months + 1)}-01`,
      until,
      dueOn: addWorkingDays(until, deadlines.periodicWorkingDays, holidays),
    };
  });
  const annual = {
    code: 'TAHUNAN',
    kind: 'TAHUNAN',
    from: `${year}-01-01`,
    until: `${year}-12-31`,
    dueOn: `${year + 1}-${deadlines.annual}`,
  };
  return [...periodic, annual];
};

type Prepared = Readonly<{ agencyId: string; year: number; periodicity: string }>;
export const prepare = (id: string, cycle: Prepared, deadlines: Deadlines, holidays: ReadonlySet<string>) =>
  changed<Cycle>({
    id,
    version: 1,
    agencyId: cycle.agencyId,
    year: cycle.year,
    periodicity: cycle.periodicity,
    state: 'DISIAPKAN',
    from: `${cycle.year}-01-01`,
    until: `${cycle.year}-12-31`,
    plansDueOn: `${cycle.year}-${deadlines.plans}`,
    periods: periodsOf(cycle.year, cycle.periodicity, deadlines, holidays),
  });

export const open = (cycle: Cycle) => {
  requireState(cycle.state, 'DISIAPKAN', 'DITUTUP');
  const { id, agencyId, year, periodicity, from, until } = cycle;
  return changed<Cycle>(
    { ...cycle, state: 'DIBUKA' },
    fact(cycleOpened, { cycleId: id, agencyId, year, periodicity, from, until }),
  );
};

export const close = (cycle: Cycle) => {
  requireState(cycle.state, 'DIBUKA');
  return changed<Cycle>({ ...cycle, state: 'DITUTUP' }, fact(cycleClosed, { cycleId: cycle.id, agencyId: cycle.agencyId }));
};

export const lock = (cycle: Cycle) => {
  requireState(cycle.state, 'DITUTUP');
  return changed<Cycle>({ ...cycle, state: 'DIKUNCI' }, fact(cycleLocked, { cycleId: cycle.id, agencyId: cycle.agencyId }));
};

/** Plans and activities are written while the year is open. */
export const requireOpen = (cycle: Cycle) => {
  if (cycle.state !== 'DIBUKA') throw new DomainError('cycle-not-open');
};
/** Evaluations go on after the year is closed, until it is locked. */
export const requireUnlocked = (cycle: Cycle) => {
  if (cycle.state === 'DIKUNCI') throw new DomainError('cycle-locked');
  if (cycle.state === 'DISIAPKAN') throw new DomainError('cycle-not-open');
};

export const periodOf = (cycle: Cycle, code: string): CyclePeriod => {
  const period = cycle.periods.find((candidate) => candidate.code === code);
  if (!period) throw new DomainError('not-found');
  return period;
};
