import { Injectable } from '@nestjs/common';
import { DomainError, invalid } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { clock, newId } from '@siger/service';
import { CycleQueries } from '../cycle/cycle.queries.js';
import { periodOf, requireUnlocked } from '../cycle/cycle.js';
import type { Plan } from '../plan/plan.js';
import { PlanQueries } from '../plan/plan.queries.js';
import type { Occasion } from './evaluation.js';

export type Asked = Readonly<{ id?: string; period: string; raterId?: string }>;

/** What is evaluated: the days of the period that the plan covers, in the position and under the rater of that time. */
@Injectable()
export class Occasions {
  constructor(
    private readonly directory: Directory,
    private readonly cycles: CycleQueries,
    private readonly plans: PlanQueries,
  ) {}

  async of(plan: Plan, asked: Asked, edition?: number): Promise<Occasion> {
    const cycle = await this.cycles.get(plan.cycleId);
    requireUnlocked(cycle);
    const { code, kind, ...span } = periodOf(cycle, asked.period);
    const from = span.from > plan.from ? span.from : plan.from;
    const until = span.until < plan.until ? span.until : plan.until;
    if (from > until) throw invalid({ pointer: '/period', code: 'outside-plan', detail: 'The plan does not cover the period.' });
    const planEdition = edition ?? (await this.plans.inForce(plan.id)).edition;
    const on = until < clock.today() ? until : clock.today();
    const raterId = asked.raterId ?? (await this.directory.raterOn(plan.employeeId, on)) ?? plan.raterId;
    if (raterId === null) throw new DomainError('no-rater');
    const placement = await this.directory.placementOn(plan.employeeId, on);
    const { cycleId, employeeId, unitId, leadsUnit } = plan;
    return {
      ...{ id: asked.id ?? newId(), planId: plan.id, planEdition, cycleId, employeeId, raterId, unitId, leadsUnit },
      ...{ period: code, periodKind: kind, from, until, grade: placement?.grade ?? null },
    };
  }
}
