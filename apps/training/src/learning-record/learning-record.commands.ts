import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type ReviseLearningRecord, type SubmitLearningRecord } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { clock, newId, transaction } from '@siger/service';
import { Access } from '../access/access.queries.js';
import type { Action } from '../access/policy.js';
import { activityOf } from '../hours/activity.js';
import { HoursCommands } from '../hours/hours.commands.js';
import { HoursQueries } from '../hours/hours.queries.js';
import { LearnerCommands } from '../learner/learner.commands.js';
import { LearningRecordEntity, learningRecords } from './learning-record.entity.js';
import { giveBack, reject, revise, submit, verify, type Learned, type LearningRecord } from './learning-record.js';

const learnedOf = (body: ReviseLearningRecord): Learned => {
  const { title, organiser, kind, international = false, startsOn, endsOn } = body;
  const { hours = null, days = null, dates = null, count = null, evidence = null } = body;
  return { title, organiser, kind, international, startsOn, endsOn, hours, days, dates, count, evidence };
};

@Injectable()
export class LearningRecordCommands {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly learners: LearnerCommands,
    private readonly hours: HoursCommands,
    private readonly rule: HoursQueries,
  ) {}

  async submit(actor: Actor, { id = newId(), ...body }: SubmitLearningRecord): Promise<LearningRecord> {
    const employeeId = this.access.self(actor);
    const learned = await this.countable(body);
    return this.changes.create(learningRecords, submit({ id, employeeId }, learned, clock.today()));
  }

  async revise(actor: Actor, id: string, body: ReviseLearningRecord, ifMatch: number): Promise<LearningRecord> {
    await this.mine(actor, 'report-learning', id);
    const learned = await this.countable(body);
    return this.changes.change(learningRecords, id, (record) => revise(record, learned, clock.today()), { ifMatch });
  }

  async verify(actor: Actor, id: string, ifMatch: number): Promise<LearningRecord> {
    const { employeeId } = await this.mine(actor, 'judge-learning', id);
    const verified = await this.changes.change(learningRecords, id, verify, { ifMatch });
    await this.learners.hold(employeeId);
    const { title, organiser, startsOn, endsOn } = verified;
    const source = { source: 'LEARNING_RECORD', sourceId: id } as const;
    await this.hours.book({ employeeId, title, organiser, startsOn, endsOn, activity: activityOf(verified), ...source });
    return verified;
  }

  async giveBack(actor: Actor, id: string, note: string, ifMatch: number): Promise<LearningRecord> {
    await this.mine(actor, 'judge-learning', id);
    return this.changes.change(learningRecords, id, (record) => giveBack(record, note), { ifMatch });
  }

  async reject(actor: Actor, id: string, note: string, ifMatch: number): Promise<LearningRecord> {
    await this.mine(actor, 'judge-learning', id);
    return this.changes.change(learningRecords, id, (record) => reject(record, note), { ifMatch });
  }

  private async countable(body: ReviseLearningRecord): Promise<Learned> {
    const learned = learnedOf(body);
    await this.rule.mustCount(activityOf(learned), learned.endsOn);
    return learned;
  }

  private async mine(actor: Actor, action: Action, id: string): Promise<LearningRecord> {
    const record = await transaction().findOneBy(LearningRecordEntity, { id });
    if (!record) throw new DomainError('not-found');
    await this.access.demand(actor, action, record.employeeId);
    return record;
  }
}
