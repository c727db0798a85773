import {
  changed,
  DomainError,
  type Change,
  type EmploymentStatus,
  type ImportedRow,
  type ImportEmployee,
  type ImportOutcome,
  type ImportView,
} from '@siger/contracts';
import { assignRater, correct, inTurn, place, register, type Employee, type Placement } from '../employee/employee.js';
import type { Position } from '../position/position.js';
import { existsOn, type Unit } from '../unit/unit.js';

/** A row about a person, with the NIP as it was read, and ids for whatever it makes. */
export interface PersonRow {
  readonly pointer: string;
  readonly nip: string;
  readonly row: ImportEmployee;
  readonly ids: { readonly employee: string; readonly placement: string; readonly rater: string };
}

/** What is known before the import: by code, and by NIP. */
export interface Known {
  readonly units: ReadonlyMap<string, Unit>;
  readonly positions: ReadonlyMap<string, Position>;
  readonly people: ReadonlyMap<string, Employee>;
  /** Of the ids that rows bring along: those that somebody has already. */
  readonly takenIds: ReadonlySet<string>;
}

export interface Importer {
  readonly subject: string;
  readonly at: string;
  readonly mayPlaceIn: (unit: Unit) => boolean;
  readonly mayChange: (employee: Employee) => boolean;
}

export interface Accepted {
  readonly source: PersonRow;
  readonly before: Employee | undefined;
  readonly change: Change<Employee>;
}
export interface Refused {
  readonly source: PersonRow;
  readonly code: string;
}

/** Spaces and dots are dropped; what the digits say is judged where the person is registered. */
export const digitsOf = (nip: string) => nip.replace(/[ .]/g, '');

const placed = (employee: Employee, { row, ids }: PersonRow, known: Known, importer: Importer): Change<Employee> => {
  if (!row.placement) return changed(employee);
  const { unitCode, positionCode, head = false, from } = row.placement;
  const unit = known.units.get(unitCode);
  const position = known.positions.get(positionCode);
  if (!unit || !importer.mayPlaceIn(unit) || !existsOn(unit, from)) throw new DomainError('unit-unknown');
  if (!position) throw new DomainError('position-unknown');
  const isTold = (it: Placement) => it.primary && it.from === from && it.unitId === unit.id && it.positionId === position.id;
  if (employee.placements.some((it) => isTold(it) && it.head === head)) return changed(employee);
  const { id: positionId, name: positionName, kind: positionKind, grade } = position;
  const held = { placementId: ids.placement, unitId: unit.id, positionId, positionName, positionKind, grade, head };
  return place(employee, { ...held, primary: true, from, until: null });
};

const person = (source: PersonRow, known: Known, importer: Importer): Accepted => {
  const { row, nip, ids } = source;
  const before = known.people.get(nip);
  if (before && !importer.mayChange(before)) throw new DomainError('not-found');
  if (!before && known.takenIds.has(ids.employee)) throw new DomainError('already-exists');
  const identity = { name: row.name, status: row.status as EmploymentStatus };
  const identified = before ? correct(before, identity) : register({ id: ids.employee, nip, ...identity });
  return { source, before, change: inTurn(identified, (employee) => placed(employee, source, known, importer)) };
};

const rated = (accepted: Accepted, people: ReadonlyMap<string, Employee>, importer: Importer): Accepted => {
  const { row, ids } = accepted.source;
  if (!row.rater) return accepted;
  const { from } = row.rater;
  const rater = people.get(digitsOf(row.rater.nip));
  if (!rater) throw new DomainError('rater-unknown');
  if (accepted.change.state.raters.some((it) => it.raterId === rater.id && it.from === from)) return accepted;
  const assignment = {
    id: ids.rater,
    raterId: rater.id,
    from,
    until: null,
    assignedBy: importer.subject,
    assignedAt: importer.at,
  };
  return { ...accepted, change: inTurn(accepted.change, (employee) => assignRater(employee, assignment, rater)) };
};

const verdict = (source: PersonRow, decide: () => Accepted): Accepted | Refused => {
  try {
    return decide();
  } catch (error) {
    if (error instanceof DomainError) return { source, code: error.code };
    throw error;
  }
};
const isRefused = (it: Accepted | Refused): it is Refused => 'code' in it;
const isAccepted = (it: Accepted | Refused): it is Accepted => !isRefused(it);

const withRaters = (accepted: readonly Accepted[], known: Known, importer: Importer): (Accepted | Refused)[] => {
  const people = new Map(known.people);
  for (const { source, change } of accepted) people.set(source.nip, change.state);
  return accepted.map((it) => {
    const outcome = verdict(it.source, () => rated(it, people, importer));
    if (isAccepted(outcome)) people.set(it.source.nip, outcome.change.state);
    return outcome;
  });
};

/** What each row changes. A rater may stand anywhere in the document; who is refused can rate nobody, so the rest is judged again. */
export const plan = (rows: readonly PersonRow[], known: Known, importer: Importer) => {
  const seen = new Set<string>();
  const identified = rows.map((source): Accepted | Refused => {
    if (seen.has(source.nip)) return { source, code: 'nip-taken' };
    if (seen.has(source.ids.employee)) return { source, code: 'already-exists' };
    seen.add(source.nip).add(source.ids.employee);
    return verdict(source, () => person(source, known, importer));
  });
  const refused = identified.filter(isRefused);
  let accepted = identified.filter(isAccepted);
  for (;;) {
    const outcomes = withRaters(accepted, known, importer);
    const failed = outcomes.filter(isRefused);
    if (failed.length === 0) return { accepted: outcomes.filter(isAccepted), refused };
    refused.push(...failed);
    const gone = new Set(failed.map(({ source }) => source));
    accepted = accepted.filter(({ source }) => !gone.has(source));
  }
};

/** The rows in the order of the document, and how many of each outcome. */
export const tally = (rows: readonly ImportedRow[]): ImportView => {
  const count = (outcome: ImportOutcome) => rows.filter((row) => row.outcome === outcome).length;
  return {
    created: count('CREATED'),
    changed: count('CHANGED'),
    unchanged: count('UNCHANGED'),
    refused: count('REFUSED'),
    rows: [...rows],
  };
};

type Kept = { readonly id: string; readonly version: number };

/** What a row did to what it is about. */
export const outcome = (pointer: string, before: Kept | undefined, after: Kept): ImportedRow => ({
  pointer,
  outcome: !before ? 'CREATED' : before.version === after.version ? 'UNCHANGED' : 'CHANGED',
  id: after.id,
  code: null,
});

/** A rule refused the row; anything else is a fault and ends the whole import. */
export const refusal = (pointer: string, error: unknown): ImportedRow => {
  if (!(error instanceof DomainError)) throw error;
  return { pointer, outcome: 'REFUSED', id: null, code: error.code };
};
