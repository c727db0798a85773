import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type Change, type OpenEvaluation, type Rate, type SelfAssess } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { Changes } from '@siger/messaging';
import { audit, clock } from '@siger/service';
import { Access, type Seen } from '../access/access.queries.js';
import type { Action, Relation } from '../access/policy.js';
import { CycleQueries } from '../cycle/cycle.queries.js';
import { requireUnlocked } from '../cycle/cycle.js';
import { PlanQueries } from '../plan/plan.queries.js';
import { arrivedIn } from '../plan/realisation.js';
import { evaluations } from './evaluation.entity.js';
import { EvaluationQueries } from './evaluation.queries.js';
import { type Evaluation, finalise, handOver, open, rate, selfAssess, sign } from './evaluation.js';
import { Judgements } from './judgement.queries.js';
import { Occasions } from './occasion.queries.js';

/** An evaluation after a step, and what the one who took it is to the employee. */
export type Taken = Readonly<{ evaluation: Evaluation; relation: Relation }>;

@Injectable()
export class EvaluationCommands {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly directory: Directory,
    private readonly cycles: CycleQueries,
    private readonly plans: PlanQueries,
    private readonly occasions: Occasions,
    private readonly judgements: Judgements,
    private readonly queries: EvaluationQueries,
  ) {}

  async open(actor: Actor, body: OpenEvaluation): Promise<Taken> {
    const plan = await this.plans.get(body.planId);
    const relation = await this.access.require(actor, 'evaluation.open', plan);
    if (await this.queries.exists(plan.id, body.period)) throw new DomainError('evaluation-exists');
    return { evaluation: await this.changes.create(evaluations, open(await this.occasions.of(plan, body))), relation };
  }

  async selfAssess(seen: Seen, body: SelfAssess): Promise<Taken> {
    const { evaluation, relation } = await this.admit(seen, 'evaluation.self-assess');
    const resultIds = await this.resultIds(evaluation);
    return { evaluation: await this.change(seen, (present) => selfAssess(present, body, resultIds)), relation };
  }

  async rate(seen: Seen, body: Rate): Promise<Taken> {
    const { evaluation, relation } = await this.admit(seen, 'evaluation.rate');
    const resultIds = await this.resultIds(evaluation);
    const judgement = await this.judgements.judge(evaluation, body);
    const raterId = (await this.directory.raterOn(evaluation.employeeId, clock.today())) ?? evaluation.raterId;
    const rated = await this.change(seen, (present) => rate(present, { rate: body, judgement, raterId }, resultIds));
    audit('evaluation.rated', `evaluation/${seen.id}`, { predicate: judgement.predicate });
    return { evaluation: rated, relation };
  }

  async handOver(seen: Seen): Promise<Taken> {
    const { evaluation, relation } = await this.admit(seen, 'evaluation.hand-over');
    const { results } = await this.plans.edition(evaluation.planId, evaluation.planEdition);
    const { realisations } = await this.plans.get(evaluation.planId);
    const arrived = arrivedIn(results, realisations, evaluation);
    return { evaluation: await this.change(seen, (present) => handOver(present, arrived, clock.today())), relation };
  }

  sign(seen: Seen, remark: string | null): Promise<Taken> {
    return this.step(seen, 'evaluation.sign', (evaluation) => sign(evaluation, remark, clock.today()));
  }

  async finalise(seen: Seen): Promise<Taken> {
    const taken = await this.step(seen, 'evaluation.finalise', (evaluation) => finalise(evaluation, clock.today()));
    audit('evaluation.finalised', `evaluation/${seen.id}`, { predicate: taken.evaluation.predicate });
    return taken;
  }

  private async step(seen: Seen, action: Action, decide: (evaluation: Evaluation) => Change<Evaluation>): Promise<Taken> {
    const { relation } = await this.admit(seen, action);
    return { evaluation: await this.change(seen, decide), relation };
  }

  private async admit({ actor, id }: Seen, action: Action): Promise<Taken> {
    const evaluation = await this.queries.get(id);
    const relation = await this.access.require(actor, action, evaluation);
    requireUnlocked(await this.cycles.get(evaluation.cycleId));
    return { evaluation, relation };
  }

  private async resultIds({ planId, planEdition }: Evaluation): Promise<string[]> {
    return (await this.plans.edition(planId, planEdition)).results.map(({ id }) => id);
  }

  private change({ id, version }: Seen, decide: (evaluation: Evaluation) => Change<Evaluation>): Promise<Evaluation> {
    return this.changes.change(evaluations, id, decide, { ifMatch: version });
  }
}
