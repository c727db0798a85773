import {
  changed,
  DomainError,
  employeeCorrected,
  employeeLeft,
  employeePlaced,
  employeeRaterAssigned,
  employeeRegistered,
  fact,
} from '@siger/contracts';
import type { Change, EmploymentStatus, FunctionalGrade, PositionKind } from '@siger/contracts';
import { endAfter, inForce, insert, overlaps, type Span } from './timeline.js';

/** A position held in a unit; name, kind and grade as they were when it was given. */
export interface Placement extends Span {
  readonly placementId: string;
  readonly unitId: string;
  readonly positionId: string;
  readonly positionName: string;
  readonly positionKind: PositionKind;
  readonly grade: FunctionalGrade | null;
  /** Leads the unit. */
  readonly head: boolean;
  /** The one position that counts; false for an acting (PLT, PLH) or additional one. */
  readonly primary: boolean;
}

/** The pejabat penilai kinerja of an employee for a time, and who said so. */
export interface RaterAssignment extends Span {
  readonly id: string;
  readonly raterId: string;
  readonly assignedBy: string;
  readonly assignedAt: string;
}

/** A civil servant (ASN). */
export interface Employee {
  readonly id: string;
  readonly version: number;
  readonly nip: string;
  readonly name: string;
  readonly status: EmploymentStatus;
  readonly active: boolean;
  readonly placements: readonly Placement[];
  readonly raters: readonly RaterAssignment[];
}

export type Identity = Pick<Employee, 'id' | 'nip' | 'name' | 'status'>;

export const register = ({ id, nip, name, status }: Identity): Change<Employee> =>
  changed<Employee>(
    { id, version: 1, nip, name, status, active: true, placements: [], raters: [] },
    fact(employeeRegistered, { employeeId: id, status }),
  );

const requireActive = (employee: Employee) => {
  if (!employee.active) throw new DomainError('employee-left');
};

/** Name or status as the source of the personnel data has it now. */
export const correct = (employee: Employee, { name, status }: Pick<Identity, 'name' | 'status'>): Change<Employee> =>
  employee.name === name && employee.status === status
    ? changed(employee)
    : changed({ ...employee, name, status }, fact(employeeCorrected, { employeeId: employee.id, status }));

const samePlacement = (a: Placement, b: Placement) =>
  a.unitId === b.unitId &&
  a.positionId === b.positionId &&
  a.head === b.head &&
  a.primary === b.primary &&
  a.from === b.from &&
  a.until === b.until;

/** One primary placement at a time; acting ones may stand beside it. */
export const place = (employee: Employee, placement: Placement): Change<Employee> => {
  requireActive(employee);
  if (employee.placements.some((known) => samePlacement(known, placement))) return changed(employee);
  const primary = employee.placements.filter((known) => known.primary);
  const others = employee.placements.filter((known) => !known.primary);
  const placements = placement.primary
    ? [...insert(primary, placement, 'placement-overlap'), ...others]
    : [...primary, ...insert(others, placement, 'placement-overlap')];
  const { placementId, unitId, positionId, positionKind, from, until } = placement;
  return changed(
    { ...employee, placements },
    fact(employeePlaced, {
      employeeId: employee.id,
      placementId,
      unitId,
      positionId,
      positionKind,
      primary: placement.primary,
      from,
      until,
    }),
  );
};

/** Whether the two would rate each other on some day. */
const mutual = (employeeId: string, rater: Employee, assignment: Span) =>
  rater.raters.some((known) => known.raterId === employeeId && overlaps(known, assignment));

/** One rater at a time. Never derived from the tree of units: the wrong superior is the most reported fault. */
export const assignRater = (employee: Employee, assignment: RaterAssignment, rater: Employee): Change<Employee> => {
  const { raterId, from, until } = assignment;
  requireActive(employee);
  if (raterId === employee.id) throw new DomainError('rater-self');
  if (!rater.active) throw new DomainError('rater-unknown');
  if (employee.raters.some((known) => known.raterId === raterId && known.from === from && known.until === until))
    return changed(employee);
  if (mutual(employee.id, rater, assignment)) throw new DomainError('rater-mutual');
  return changed(
    { ...employee, raters: insert(employee.raters, assignment, 'rater-overlap') },
    fact(employeeRaterAssigned, { employeeId: employee.id, raterId, from, until }),
  );
};

/** Retirement, transfer to elsewhere, end of contract: everything ends with the last day. */
export const leave = (employee: Employee, { until, today }: { until: string; today: string }): Change<Employee> => {
  requireActive(employee);
  if (until > today) throw new DomainError('date-in-future');
  return changed(
    { ...employee, active: false, placements: endAfter(employee.placements, until), raters: endAfter(employee.raters, until) },
    fact(employeeLeft, { employeeId: employee.id, until }),
  );
};

/** The units of the placements in force on a day; of somebody who has none, the last one. */
export const unitsOn = ({ placements }: Employee, on: string): string[] => {
  const now = placements.filter((placement) => inForce(placement, on));
  const last = placements.toSorted((a, b) => (a.from < b.from ? -1 : 1)).slice(-1);
  return (now.length ? now : last).map(({ unitId }) => unitId);
};

/** Several decisions on one employee as one change. */
export const inTurn = (first: Change<Employee>, ...steps: ((employee: Employee) => Change<Employee>)[]): Change<Employee> =>
  steps.reduce((before, step) => {
    const { state, facts } = step(before.state);
    return changed(state, ...before.facts, ...facts);
  }, first);
