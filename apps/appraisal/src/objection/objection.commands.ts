import { Injectable } from '@nestjs/common';
import { holidays } from '@siger/calendar';
import { DomainError, type Actor, type DecideObjection, type FileObjection } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { audit, clock, newId, RuleSets } from '@siger/service';
import { Access, type Seen } from '../access/access.queries.js';
import { evaluations } from '../evaluation/evaluation.entity.js';
import { correct, type Evaluation, type Judgement, supersede } from '../evaluation/evaluation.js';
import { EvaluationQueries } from '../evaluation/evaluation.queries.js';
import { Judgements } from '../evaluation/judgement.queries.js';
import { objectionWindow, type ObjectionWindowParameters } from '../rule/objection-window.js';
import { objections } from './objection.entity.js';
import { ObjectionQueries } from './objection.queries.js';
import { checkDecision, decide, examine, file, type Objection, requireObjectable, type Window } from './objection.js';

@Injectable()
export class ObjectionCommands {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly ruleSets: RuleSets,
    private readonly evaluations: EvaluationQueries,
    private readonly judgements: Judgements,
    private readonly queries: ObjectionQueries,
  ) {}

  async file(actor: Actor, body: FileObjection): Promise<Objection> {
    const evaluation = await this.evaluations.get(body.evaluationId);
    await this.access.require(actor, 'objection.file', evaluation);
    requireObjectable(evaluation);
    if (await this.queries.exists(evaluation.id)) throw new DomainError('objection-exists');
    const today = clock.today();
    const window = await this.window(evaluation.finalisedOn ?? today, today);
    return this.changes.create(objections, file(body.id ?? newId(), evaluation, { reason: body.reason, today, window }));
  }

  async examine(seen: Seen): Promise<Objection> {
    const { id, version } = seen;
    await this.admit(seen, 'objection.examine');
    return this.changes.change(objections, id, examine, { ifMatch: version });
  }

  async decide(seen: Seen, decision: DecideObjection): Promise<Objection> {
    const { id, version } = seen;
    const { evaluationId } = await this.admit(seen, 'objection.decide');
    checkDecision(decision);
    const correctedBy = decision.outcome === 'DITERIMA_DIUBAH' ? newId() : null;
    const today = clock.today();
    const decided = await this.changes.change(objections, id, (present) => decide(present, { decision, correctedBy, today }), {
      ifMatch: version,
    });
    if (correctedBy !== null) await this.correct(await this.evaluations.get(evaluationId), correctedBy, decision);
    return decided;
  }

  /** PP 30/2019 art. 59, counted from the day on which the result became final. */
  private async window(receivedOn: string, filedOn: string): Promise<Window> {
    const { id: ruleSetId, parameters } = await this.ruleSets.inForce('objection-window', receivedOn);
    return { ...objectionWindow({ receivedOn, filedOn }, parameters as ObjectionWindowParameters, holidays), ruleSetId };
  }

  private async correct(evaluation: Evaluation, id: string, decision: DecideObjection) {
    const judgement = await this.judgeAgain(evaluation, decision);
    await this.changes.change(evaluations, evaluation.id, (present) => supersede(present, id));
    await this.changes.create(evaluations, correct(evaluation, id, judgement, clock.today()));
    audit('evaluation.corrected', `evaluation/${evaluation.id}`, { by: id, predicate: judgement.predicate });
  }

  private async judgeAgain(evaluation: Evaluation, decision: DecideObjection): Promise<Judgement> {
    const workResult = decision.workResult ?? evaluation.workResult;
    const behaviour = decision.behaviour ?? evaluation.behaviour;
    if (workResult === null || behaviour === null) throw new DomainError('objection-annual-only');
    return this.judgements.by(evaluation.until, { workResult, behaviour }, evaluation.organisationRatingId);
  }

  private async admit({ actor, id }: Seen, action: 'objection.examine' | 'objection.decide'): Promise<Objection> {
    const objection = await this.queries.get(id);
    await this.access.require(actor, action, objection);
    return objection;
  }
}
