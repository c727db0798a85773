import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type HistoryImported, type LoggedActivity } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { clock } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { PlanQueries } from '../plan/plan.queries.js';
import { groundOf } from './activity.commands.js';
import { activities } from './activity.entity.js';
import { ActivityQueries } from './activity.queries.js';
import { log, takeOver, type Ground } from './activity.js';

/** Activities of another system, in the states that they had; what is known by its id is left alone. */
@Injectable()
export class ActivityImport {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly plans: PlanQueries,
    private readonly queries: ActivityQueries,
  ) {}

  async take(actor: Actor, bodies: readonly LoggedActivity[]): Promise<HistoryImported> {
    const known = await this.queries.known(bodies.map(({ id }) => id));
    const fresh = bodies.filter(({ id }) => !known.has(id));
    const grounds = await this.grounds(actor, new Set(fresh.map(({ planId }) => planId)));
    for (const body of fresh) {
      const ground = grounds.get(body.planId);
      if (!ground) throw new DomainError('not-found');
      const { state } = log(body.id, body, ground, clock.today());
      await this.changes.create(activities, takeOver(state, body.state));
    }
    return { imported: fresh.length, existing: known.size };
  }

  private async grounds(actor: Actor, planIds: ReadonlySet<string>): Promise<Map<string, Ground>> {
    const scope = await this.access.administration(actor);
    const found = await this.plans.byId([...planIds]);
    return new Map(found.filter(({ unitId }) => scope.has(unitId)).map((plan) => [plan.id, groundOf(plan)]));
  }
}
