import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Actor, Permission } from '@siger/contracts';

export const PUBLIC = 'siger:public';
export const ALLOWED = 'siger:allowed';

/** Anyone may call this, also without a token. */
export const Public = () => SetMetadata(PUBLIC, true);
/** People with one of the roles, machines with one of the scopes (`client` alone: any machine). Which rows they reach, the feature's policy says. */
export const Allow = (...permissions: Permission[]) => SetMetadata(ALLOWED, permissions);

/** Who asks; null on a public route that was called without a token. */
export const CurrentActor = createParamDecorator(
  (_: unknown, execution: ExecutionContext): Actor | null =>
    execution.switchToHttp().getRequest<{ actor?: Actor }>().actor ?? null,
);

/** Scopes count for machines only: a person's token names scopes that an application asked for, not what the person may do. */
export const permits = (actor: Actor, permissions: readonly Permission[]): boolean => {
  if (!actor.roles.includes('client')) return actor.roles.some((role) => permissions.includes(role));
  const scopes = permissions.filter((permission) => permission.startsWith('scope:')).map((scope) => scope.slice('scope:'.length));
  return scopes.length > 0 ? scopes.some((scope) => actor.scopes.includes(scope)) : permissions.includes('client');
};
