import type { Actor, Permission, Role, Scope } from '@siger/contracts';

const officers = ['feedback-officer', 'agency-admin', 'platform-admin'] as const satisfies Role[];

/** Who may do what with a public service; where, the scope of the role says. Everything else here is public. */
export const allowed = {
  'service.register': [...officers, 'scope:feedback:write'],
  'service.describe': [...officers],
  'index.publish': [...officers, 'scope:feedback:write'],
} as const satisfies Record<string, readonly Permission[]>;

export type Action = keyof typeof allowed;

/** The actor's roles that permit the action: their scope is where it may be done. */
export const rolesFor = (actor: Actor, action: Action): Role[] => {
  const permitted: readonly Permission[] = allowed[action];
  return actor.roles.filter((role) => permitted.includes(role));
};

/** A machine's scopes are granted by the operator and hold for the whole region; people act within their units. */
export const may = (actor: Actor, action: Action, unitId: string, scope: Scope): boolean => {
  const permitted: readonly Permission[] = allowed[action];
  if (actor.roles.includes('client')) return actor.scopes.some((name) => permitted.includes(`scope:${name}`));
  return rolesFor(actor, action).length > 0 && scope.has(unitId);
};
