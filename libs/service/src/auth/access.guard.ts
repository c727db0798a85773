import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError, type Permission } from '@siger/contracts';
import type { Request } from '../http/request.js';
import { ALLOWED, permits, PUBLIC } from './access.js';
import { Tokens } from './token.js';

const tokenOf = ({ headers }: Request): string | undefined => {
  const header = headers.authorization;
  if (header === undefined) return undefined;
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(header)?.[1];
  if (token === undefined) throw new DomainError('unauthenticated');
  return token;
};

/** Deny by default: a route is public or names who is allowed. A token that is sent is verified on a public route, too. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: Tokens,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    if (execution.getType() !== 'http') return true;
    const request = execution.switchToHttp().getRequest<Request>();
    const targets = [execution.getHandler(), execution.getClass()];
    const token = tokenOf(request);
    if (token !== undefined) await this.identify(request, token);
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;

    const { actor } = request;
    if (!actor) throw new DomainError('unauthenticated');
    const permissions = this.reflector.getAllAndOverride<Permission[]>(ALLOWED, targets) ?? [];
    if (!permits(actor, permissions)) throw new DomainError('forbidden');
    return true;
  }

  private async identify(request: Request, token: string) {
    request.actor = await this.tokens.actor(token);
    if (request.story) request.story.context.actor = request.actor;
  }
}
