import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { DomainError, type Actor } from '@siger/contracts';
import { isId } from '@siger/service';
import { DashboardQueries } from './dashboard.queries.js';

/** Refuses before a stream begins: once its headers are out, nothing can be told apart from a dashboard that stays silent. */
@Injectable()
export class DashboardGuard implements CanActivate {
  constructor(private readonly queries: DashboardQueries) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const { actor, params } = execution.switchToHttp().getRequest<{ actor?: Actor; params: { id?: unknown } }>();
    if (!actor || !isId(params.id)) throw new DomainError('not-found');
    await this.queries.demand(actor, params.id);
    return true;
  }
}
