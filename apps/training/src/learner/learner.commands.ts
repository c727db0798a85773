import { Injectable } from '@nestjs/common';
import { changed, invalid, type Actor, type AssessLearner, type Change } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { clock, transaction } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { CompetencyCommands } from '../competency/competency.commands.js';
import type { Level } from '../competency/competency.js';
import { LearnerEntity, learners } from './learner.entity.js';
import { assess, newLearner, raise, type Learner, type Raise } from './learner.js';

@Injectable()
export class LearnerCommands {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly competencies: CompetencyCommands,
  ) {}

  async assess(actor: Actor, employeeId: string, { assessedOn, competencies }: AssessLearner): Promise<Learner> {
    await this.access.demand(actor, 'assess', employeeId);
    if (assessedOn > clock.today()) throw invalid({ pointer: '/assessedOn', code: 'future', detail: 'must not lie ahead' });
    await this.competencies.mustKnow(competencies, 'competencies');
    return this.change(employeeId, (learner) => assess(learner, competencies, assessedOn));
  }

  raise(employeeId: string, levels: readonly Level[], by: Raise): Promise<Learner> {
    return this.change(employeeId, (learner) => raise(learner, levels, by));
  }

  /** One change of a person's ledger at a time, to the end of the transaction: caps and duplicates look at what is there. */
  hold(employeeId: string): Promise<Learner> {
    return this.change(employeeId, (learner) => changed(learner));
  }

  /** An employee becomes a learner with the first thing that is to be remembered. */
  private async change(employeeId: string, decide: (learner: Learner) => Change<Learner>): Promise<Learner> {
    await transaction()
      .createQueryBuilder()
      .insert()
      .into(LearnerEntity)
      .values({ ...newLearner(employeeId), sequence: '0' })
      .orIgnore()
      .execute();
    return this.changes.change(learners, employeeId, decide);
  }
}
