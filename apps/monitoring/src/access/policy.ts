import { people, type Actor, type Permission, type Scope } from '@siger/contracts';

/** `employee` reads the dashboard of the unit that he or she heads, and of those below it. */
export const allowed = {
  'dashboard.read': [...people, 'scope:figures:read'],
  'story.read': ['auditor', 'platform-admin'],
} as const satisfies Record<string, readonly Permission[]>;

/** A machine's scope is granted by the operator and holds for the whole region. */
export const maySee = (actor: Actor, unitId: string, { scope, headed }: { scope: Scope; headed: Scope }): boolean =>
  actor.roles.includes('client') ? actor.scopes.includes('figures:read') : scope.has(unitId) || headed.has(unitId);
