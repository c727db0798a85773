import { people, reachOf, type Actor, type Permission, type Reach, type Scope } from '@siger/contracts';
import { unitsOn, type Employee } from '../employee/employee.js';

const admins = ['platform-admin', 'agency-admin'] as const;
/** Who may read about others: NIP and name are personal data, so neither analysts nor feedback officers. */
const readers = [
  'unit-admin',
  'agency-admin',
  'assessor-team',
  'training-admin',
  'inspectorate',
  'auditor',
  'platform-admin',
] as const;

/** Who may do what. Where they may do it, `reach` says. `employee` means: own things, and those of the people one rates. */
export const allowed = {
  'unit.read': [...people, 'scope:employees:read'],
  'unit.create': [...admins, 'scope:employees:write'],
  'unit.move': [...admins, 'scope:employees:write'],
  'unit.close': [...admins, 'scope:employees:write'],
  'position.read': [...people, 'scope:employees:read'],
  'position.create': [...admins, 'scope:employees:write'],
  'employee.list': ['employee', ...readers, 'scope:employees:read'],
  'employee.read': ['employee', ...readers, 'scope:employees:read'],
  'employee.register': [...admins, 'scope:employees:write'],
  'employee.place': [...admins, 'unit-admin', 'scope:employees:write'],
  'employee.leave': [...admins, 'scope:employees:write'],
  'employee.erase': ['platform-admin'],
  'rater.read': ['employee', ...readers, 'scope:employees:read'],
  'rater.assign': [...admins, 'unit-admin', 'scope:employees:write'],
  'correction.request': ['employee'],
  'correction.read': ['employee', 'unit-admin', 'agency-admin', 'auditor', 'platform-admin'],
  'correction.decide': [...admins, 'unit-admin'],
  'import.run': [...admins, 'scope:employees:write'],
} as const satisfies Record<string, readonly Permission[]>;

export type Action = keyof typeof allowed;

/** How far the actor reaches with an action. A machine's scopes are granted by the operator and hold for the whole region. */
export const reach = (actor: Actor, action: Action): Reach => {
  const permitted: readonly Permission[] = allowed[action];
  if (actor.roles.includes('client'))
    return actor.scopes.some((scope) => permitted.includes(`scope:${scope}`)) ? 'everything' : 'own';
  return reachOf(actor.roles.filter((role) => permitted.includes(role)));
};

/** Whether a scope holds an employee: by any placement in force, or the last one of somebody who has none now. */
export const covers = (scope: Scope, employee: Employee, on: string): boolean =>
  scope.everything || unitsOn(employee, on).some((unitId) => scope.has(unitId));
