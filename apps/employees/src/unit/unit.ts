import { changed, DomainError, fact, unitClosed, unitCreated, unitMoved, unitRenamed, unitTransferred } from '@siger/contracts';
import type { Change, UnitKind } from '@siger/contracts';

/** Under whom a unit stands from a day on; null: the top of its tree. */
export interface ParentFrom {
  readonly parentId: string | null;
  readonly from: string;
}

/** An organisational unit (perangkat daerah and what is below it). Days are `YYYY-MM-DD`. */
export interface Unit {
  readonly id: string;
  readonly version: number;
  /** The top of its tree today; itself for an agency. */
  readonly agencyId: string;
  /** Today's parent: the last of `parents`. */
  readonly parentId: string | null;
  /** Oldest first; the first day of the first is the unit's own first day. */
  readonly parents: readonly ParentFrom[];
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly regionCode: string | null;
  /** Last day; null while it exists. */
  readonly until: string | null;
}

export interface NewUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly regionCode: string | null;
  readonly from: string;
}

export const existsOn = (unit: Unit, on: string) =>
  unit.parents.some(({ from }) => from <= on) && (unit.until === null || unit.until >= on);

/** The parent on a day; undefined before the unit existed. */
export const parentOn = (parents: readonly ParentFrom[], on: string) => parents.findLast(({ from }) => from <= on)?.parentId;

/** An agency is a top and only an agency is one; the parent exists on the first day. */
export const create = (unit: NewUnit, parent: Unit | null, today: string): Change<Unit> => {
  const { id, code, name, kind, regionCode, from } = unit;
  if (from > today) throw new DomainError('date-in-future');
  if ((parent === null) !== (kind === 'AGENCY')) throw new DomainError('unit-top');
  if (parent && !existsOn(parent, from)) throw new DomainError('unit-parent-unknown');
  const parentId = parent?.id ?? null;
  const agencyId = parent?.agencyId ?? id;
  return changed<Unit>(
    { id, version: 1, agencyId, parentId, parents: [{ parentId, from }], code, name, kind, regionCode, until: null },
    fact(unitCreated, { unitId: id, parentId, name, kind, from }),
  );
};

/**
 * Whether `parentId` stands below `unitId` on any day from `from` on: histories of all units that may be concerned, by id.
 * A move back in time is judged on every day on which some parent changed since.
 */
export const formsRing = (
  histories: ReadonlyMap<string, readonly ParentFrom[]>,
  move: { unitId: string; parentId: string; from: string },
) => {
  const turns = new Set([move.from]);
  for (const parents of histories.values()) for (const { from } of parents) if (from > move.from) turns.add(from);

  const isBelow = (on: string) => {
    const seen = new Set<string>();
    for (
      let above: string | null | undefined = move.parentId;
      above && !seen.has(above);
      above = parentOn(histories.get(above) ?? [], on)
    ) {
      if (above === move.unitId) return true;
      seen.add(above);
    }
    return false;
  };
  return [...turns].some(isBelow);
};

export interface Move {
  readonly parent: Unit;
  readonly from: string;
  readonly today: string;
  readonly histories: ReadonlyMap<string, readonly ParentFrom[]>;
}

/** Another parent from a day on. The day of the last change itself may be given again: that corrects it. */
export const move = (unit: Unit, { parent, from, today, histories }: Move): Change<Unit> => {
  if (unit.until !== null) throw new DomainError('unit-closed');
  if (unit.parentId === null) throw new DomainError('unit-top');
  if (parent.id === unit.parentId) return changed(unit);
  if (from > today) throw new DomainError('date-in-future');
  const last = unit.parents.at(-1);
  if (last && from < last.from) throw new DomainError('date-before-history');
  if (!existsOn(parent, from)) throw new DomainError('unit-parent-unknown');
  if (formsRing(histories, { unitId: unit.id, parentId: parent.id, from })) throw new DomainError('unit-cycle');

  const parents = [...unit.parents.filter((known) => known.from < from), { parentId: parent.id, from }];
  const moved: Unit = { ...unit, parentId: parent.id, parents };
  const { state, facts } = transfer(moved, parent.agencyId, from);
  return changed(state, fact(unitMoved, { unitId: unit.id, parentId: parent.id, from }), ...facts);
};

/** The unit belongs to another agency now, because it or a unit above it moved. */
export const transfer = (unit: Unit, agencyId: string, from: string): Change<Unit> =>
  unit.agencyId === agencyId
    ? changed(unit)
    : changed({ ...unit, agencyId }, fact(unitTransferred, { unitId: unit.id, agencyId, from }));

export const rename = (unit: Unit, { name, regionCode }: Pick<Unit, 'name' | 'regionCode'>): Change<Unit> => {
  if (unit.until !== null) throw new DomainError('unit-closed');
  if (unit.name === name && unit.regionCode === regionCode) return changed(unit);
  return changed({ ...unit, name, regionCode }, fact(unitRenamed, { unitId: unit.id, name }));
};

/** The unit ends with a day; it must be empty by then. */
export const close = (unit: Unit, { until, today, inUse }: { until: string; today: string; inUse: boolean }): Change<Unit> => {
  if (unit.until !== null) throw new DomainError('unit-closed');
  if (until > today) throw new DomainError('date-in-future');
  if (until < (unit.parents.at(-1)?.from ?? until)) throw new DomainError('date-before-history');
  if (inUse) throw new DomainError('unit-in-use');
  return changed({ ...unit, until }, fact(unitClosed, { unitId: unit.id, until }));
};
