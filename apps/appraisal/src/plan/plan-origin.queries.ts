import { Injectable } from '@nestjs/common';
import { DomainError, invalid, type CreatePlan } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { clock, newId } from '@siger/service';
import type { Cycle } from '../cycle/cycle.js';
import type { Origin } from './plan.js';

const within = ({ from, until }: Pick<Origin, 'from' | 'until'>, cycle: Cycle) => {
  if (from < cycle.from || until > cycle.until || from > until) {
    throw invalid({
      pointer: '/from',
      code: 'outside-cycle',
      detail: 'A plan covers days of its year, the first before the last.',
    });
  }
};

/** What a plan takes from its surroundings: the placement and the rater of the time that it covers. */
@Injectable()
export class PlanOrigins {
  constructor(private readonly directory: Directory) {}

  async of(cycle: Cycle, body: CreatePlan & { raterId?: string }, employeeId: string): Promise<Origin> {
    const span = { from: body.from ?? cycle.from, until: body.until ?? cycle.until };
    within(span, cycle);
    const placement = await this.firstOf((on) => this.directory.placementOn(employeeId, on), span.from);
    if (!placement) throw new DomainError('no-placement');
    const raterId = body.raterId ?? (await this.firstOf((on) => this.directory.raterOn(employeeId, on), span.from));
    const { unitId, head, positionKind } = placement;
    const origin = { id: body.id ?? newId(), cycleId: cycle.id, employeeId, raterId, unitId, leadsUnit: head, positionKind };
    return { ...origin, approach: body.approach, ...span };
  }

  /** As it was on the first day that the plan covers; for somebody who came later, as it is today. */
  private async firstOf<T>(lookUp: (on: string) => Promise<T | null>, from: string): Promise<T | null> {
    return (await lookUp(from)) ?? lookUp(clock.today());
  }
}
