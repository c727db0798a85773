/** Where an actor acts by a role: everywhere, or in a set of units. */
export interface Scope {
  readonly everything: boolean;
  /** Empty when `everything`. */
  readonly unitIds: ReadonlySet<string>;
  /** Whether the unit is inside; nothing is inside for a null unit, unless everything is. */
  has(unitId: string | null): boolean;
}

export const everywhere: Scope = { everything: true, unitIds: new Set(), has: () => true };

export const scopeIn = (unitIds: readonly string[]): Scope => {
  const units = new Set(unitIds);
  return { everything: false, unitIds: units, has: (unitId) => unitId !== null && units.has(unitId) };
};
export const nowhere = scopeIn([]);
