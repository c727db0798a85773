import { Injectable } from '@nestjs/common';
import {
  DomainError,
  type Actor,
  type Change,
  type CreatePlan,
  type NewIndicator,
  type NewResult,
  type PlanContent,
} from '@siger/contracts';
import { Directory } from '@siger/directory';
import { Changes } from '@siger/messaging';
import { clock, newId } from '@siger/service';
import { Access, type Seen } from '../access/access.queries.js';
import type { Action } from '../access/policy.js';
import { CycleQueries } from '../cycle/cycle.queries.js';
import { requireOpen } from '../cycle/cycle.js';
import { checkComplete } from './cascade.js';
import { plans } from './plan.entity.js';
import {
  addIndicator,
  addResult,
  agree,
  contentOf,
  create,
  establish,
  giveBack,
  indicatorOf,
  type Plan,
  replaceContent,
  resultOf,
  revise,
  submit,
} from './plan.js';
import { rememberEditions, rememberLookups } from './plan-lookup.commands.js';
import { PlanOrigins } from './plan-origin.queries.js';
import { PlanQueries } from './plan.queries.js';
import { recordIndices } from './realisation.js';

@Injectable()
export class PlanCommands {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly directory: Directory,
    private readonly cycles: CycleQueries,
    private readonly origins: PlanOrigins,
    private readonly queries: PlanQueries,
  ) {}

  async create(actor: Actor, body: CreatePlan): Promise<Plan> {
    const employeeId = body.employeeId ?? actor.employeeId;
    if (employeeId === null) throw new DomainError('forbidden');
    const placement = await this.directory.placementOn(employeeId, clock.today());
    await this.access.require(actor, 'plan.create', { employeeId, unitId: placement?.unitId ?? null });
    const cycle = await this.cycles.get(body.cycleId);
    const origin = await this.origins.of(cycle, body, employeeId);
    await this.cycles.requireUnit(cycle, origin.unitId);
    requireOpen(cycle);
    if (await this.queries.overlaps(origin)) throw new DomainError('plan-exists');
    const plan = await this.changes.create(plans, create(origin, contentOf(body, newId)));
    await rememberLookups([plan]);
    return plan;
  }

  replaceContent(seen: Seen, body: PlanContent): Promise<Plan> {
    return this.edit(seen, (plan) => replaceContent(plan, contentOf(body, newId)));
  }

  addResult(seen: Seen, body: NewResult): Promise<Plan> {
    return this.edit(seen, (plan) => addResult(plan, resultOf(body, newId)));
  }

  addIndicator(seen: Seen, resultId: string, body: NewIndicator): Promise<Plan> {
    return this.edit(seen, (plan) => addIndicator(plan, resultId, indicatorOf(body, newId)));
  }

  async submit(seen: Seen): Promise<Plan> {
    const plan = await this.admit(seen, 'plan.submit');
    const raterId = await this.directory.raterOn(plan.employeeId, clock.today());
    if (raterId === null) throw new DomainError('no-rater');
    const cascade = await this.queries.cascade(plan, raterId);
    return this.change(seen, (present) => {
      checkComplete(present, cascade);
      return submit(present, raterId);
    });
  }

  giveBack(seen: Seen, reason: string): Promise<Plan> {
    return this.step(seen, 'plan.return', (plan) => giveBack(plan, reason));
  }

  agree(seen: Seen): Promise<Plan> {
    return this.step(seen, 'plan.agree', agree);
  }

  async establish(seen: Seen): Promise<Plan> {
    const { results } = await this.admit(seen, 'plan.establish');
    const indices = await this.queries.indicesFor(results);
    const plan = await this.change(seen, (present) => recordIndices(establish(present, clock.today()), indices));
    await rememberEditions([plan]);
    return plan;
  }

  revise(seen: Seen, reason: string): Promise<Plan> {
    return this.step(seen, 'plan.revise', (plan) => revise(plan, reason));
  }

  private async edit(seen: Seen, decide: (plan: Plan) => Change<Plan>): Promise<Plan> {
    const plan = await this.step(seen, 'plan.edit', decide);
    await rememberLookups([plan]);
    return plan;
  }

  private async step(seen: Seen, action: Action, decide: (plan: Plan) => Change<Plan>): Promise<Plan> {
    await this.admit(seen, action);
    return this.change(seen, decide);
  }

  private async admit({ actor, id }: Seen, action: Action): Promise<Plan> {
    const plan = await this.queries.get(id);
    await this.access.require(actor, action, plan);
    requireOpen(await this.cycles.get(plan.cycleId));
    return plan;
  }

  private change({ id, version }: Seen, decide: (plan: Plan) => Change<Plan>): Promise<Plan> {
    return this.changes.change(plans, id, decide, { ifMatch: version });
  }
}
