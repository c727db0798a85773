import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type FinalisedEvaluation, type HistoryImported, type Scope } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { Access } from '../access/access.queries.js';
import { PlanQueries } from '../plan/plan.queries.js';
import { arrivedIn } from '../plan/realisation.js';
import { evaluations } from './evaluation.entity.js';
import { EvaluationQueries } from './evaluation.queries.js';
import { takeOver } from './evaluation.js';
import { Judgements } from './judgement.queries.js';
import { Occasions } from './occasion.queries.js';

/** Finalised evaluations of another system; what is known by its id is left alone. The predicate follows from the rule of the time. */
@Injectable()
export class EvaluationImport {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly plans: PlanQueries,
    private readonly occasions: Occasions,
    private readonly judgements: Judgements,
    private readonly queries: EvaluationQueries,
  ) {}

  async take(actor: Actor, bodies: readonly FinalisedEvaluation[]): Promise<HistoryImported> {
    const scope = await this.access.administration(actor);
    const known = await this.queries.known(bodies.map(({ id }) => id));
    const fresh = bodies.filter(({ id }) => !known.has(id));
    for (const body of fresh) await this.takeOne(scope, body);
    return { imported: fresh.length, existing: known.size };
  }

  private async takeOne(scope: Scope, body: FinalisedEvaluation) {
    const plan = await this.plans.get(body.planId);
    if (!scope.has(plan.unitId)) throw new DomainError('not-found');
    const { results, edition } = await this.plans.inForce(plan.id);
    const occasion = await this.occasions.of(plan, body, edition);
    const { workResult, behaviour, finalisedOn } = body;
    const judgement = await this.judgements.by(occasion.until, { workResult, behaviour }, null);
    const realisations = arrivedIn(results, plan.realisations, occasion);
    const past = { rate: body, judgement, raterId: occasion.raterId, realisations, finalisedOn };
    const resultIds = results.map(({ id }) => id);
    await this.changes.create(evaluations, takeOver(occasion, past, resultIds));
  }
}
