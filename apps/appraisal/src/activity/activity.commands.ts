import { Injectable } from '@nestjs/common';
import { DomainError, type ActivityEntry, type Actor, type Change, type CreateActivity } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { clock, newId } from '@siger/service';
import { Access, type Seen } from '../access/access.queries.js';
import type { Action } from '../access/policy.js';
import { CycleQueries } from '../cycle/cycle.queries.js';
import { requireOpen, requireUnlocked } from '../cycle/cycle.js';
import { PlanQueries } from '../plan/plan.queries.js';
import type { Plan } from '../plan/plan.js';
import { activities } from './activity.entity.js';
import { ActivityQueries } from './activity.queries.js';
import { type Activity, approve, correct, type Ground, log, reject, submit } from './activity.js';

export const groundOf = (plan: Plan): Ground => ({
  planId: plan.id,
  employeeId: plan.employeeId,
  unitId: plan.unitId,
  from: plan.from,
  until: plan.until,
  resultIds: new Set(plan.results.map(({ id }) => id)),
});

@Injectable()
export class ActivityCommands {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly cycles: CycleQueries,
    private readonly plans: PlanQueries,
    private readonly queries: ActivityQueries,
  ) {}

  async log(actor: Actor, body: CreateActivity): Promise<Activity> {
    const ground = await this.ground(actor, body.planId);
    const change = log(body.id ?? newId(), body, ground, clock.today());
    await this.requireFree(change.state);
    return this.changes.create(activities, change);
  }

  async correct(seen: Seen, body: ActivityEntry): Promise<Activity> {
    const activity = await this.admit(seen, 'activity.log');
    const ground = await this.ground(seen.actor, activity.planId);
    await this.requireFree({ ...activity, ...body, resultId: body.resultId ?? null });
    return this.change(seen, (present) => correct(present, body, ground, clock.today()));
  }

  submit(seen: Seen): Promise<Activity> {
    return this.step(seen, 'activity.log', submit);
  }

  approve(seen: Seen): Promise<Activity> {
    return this.step(seen, 'activity.judge', approve);
  }

  reject(seen: Seen, reason: string): Promise<Activity> {
    return this.step(seen, 'activity.judge', (activity) => reject(activity, reason));
  }

  private async ground(actor: Actor, planId: string): Promise<Ground> {
    const plan = await this.plans.get(planId);
    await this.access.require(actor, 'activity.log', plan);
    requireOpen(await this.cycles.get(plan.cycleId));
    return groundOf(plan);
  }

  private async requireFree(activity: Activity) {
    if (await this.queries.overlaps(activity)) throw new DomainError('activity-overlaps');
  }

  private async step(seen: Seen, action: Action, decide: (activity: Activity) => Change<Activity>): Promise<Activity> {
    await this.admit(seen, action);
    return this.change(seen, decide);
  }

  private async admit({ actor, id }: Seen, action: Action): Promise<Activity> {
    const activity = await this.queries.get(id);
    await this.access.require(actor, action, activity);
    const { cycleId } = await this.plans.get(activity.planId);
    requireUnlocked(await this.cycles.get(cycleId));
    return activity;
  }

  private change({ id, version }: Seen, decide: (activity: Activity) => Change<Activity>): Promise<Activity> {
    return this.changes.change(activities, id, decide, { ifMatch: version });
  }
}
