import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type AppraisalCompleted, type Change } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { clock, newId, transaction } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { GroundsQueries } from './grounds.queries.js';
import { recommend } from './recommend.js';
import { RecommendationEntity, recommendations, RecommendationSetEntity } from './recommendation.entity.js';
import { accept, dismiss, make, replace, type Recommendation } from './recommendation.js';

@Injectable()
export class RecommendationCommands {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly grounds: GroundsQueries,
  ) {}

  /** Once per appraisal, whatever is delivered again; a corrected appraisal takes the place of the one that it supersedes. */
  async answer(appraisal: AppraisalCompleted): Promise<void> {
    const { appraisalId, employeeId, unitId, supersedes } = appraisal;
    const { items, uncovered } = recommend(await this.grounds.after(appraisal));
    const set = { appraisalId, employeeId, unitId, madeOn: clock.today(), supersededBy: null, uncovered };
    if (!(await this.isFirst(set))) return;
    if (supersedes !== null) await this.supersede({ ...set, appraisalId: supersedes, supersededBy: appraisalId, uncovered: [] });
    await this.changes.createAll(
      recommendations,
      items.map((advice) => make(newId(), set, advice)),
    );
  }

  accept(actor: Actor, employeeId: string, id: string, ifMatch: number): Promise<Recommendation> {
    return this.decide(actor, employeeId, id, { ifMatch, decision: accept });
  }

  dismiss(actor: Actor, employeeId: string, id: string, { ifMatch, reason }: { ifMatch: number; reason: string }) {
    return this.decide(actor, employeeId, id, { ifMatch, decision: (recommendation) => dismiss(recommendation, reason) });
  }

  /** An employee who enrols in what was recommended has accepted it. */
  async follow(id: string): Promise<Recommendation> {
    return this.changes.change(recommendations, id, (recommendation) =>
      recommendation.status === 'OPEN' ? accept(recommendation) : { state: recommendation, facts: [] },
    );
  }

  private async decide(
    actor: Actor,
    employeeId: string,
    id: string,
    { ifMatch, decision }: { ifMatch: number; decision: (recommendation: Recommendation) => Change<Recommendation> },
  ): Promise<Recommendation> {
    await this.access.demand(actor, 'decide-recommendation', employeeId);
    if (!(await transaction().existsBy(RecommendationEntity, { id, employeeId }))) throw new DomainError('not-found');
    return this.changes.change(recommendations, id, decision, { ifMatch });
  }

  /** A second delivery, also one at the same moment, waits for the first at the key and then finds it taken. */
  private async isFirst(set: RecommendationSetEntity): Promise<boolean> {
    const { raw } = await transaction()
      .createQueryBuilder()
      .insert()
      .into(RecommendationSetEntity)
      .values(set)
      .orIgnore()
      .updateEntity(false)
      .returning('appraisal_id')
      .execute();
    return (raw as unknown[]).length > 0;
  }

  /**
   * The two appraisals have different keys, so the corrected one may come first: then it leaves a set in the name of the other,
   * which will find its place taken.
   */
  private async supersede(old: RecommendationSetEntity & { supersededBy: string }): Promise<void> {
    const { appraisalId, supersededBy } = old;
    if (await this.isFirst(old)) return;
    await transaction().update(RecommendationSetEntity, { appraisalId }, { supersededBy });
    const open = await transaction().findBy(RecommendationEntity, { appraisalId, status: 'OPEN' });
    for (const { id } of open)
      await this.changes.change(recommendations, id, (recommendation) => replace(recommendation, supersededBy));
  }
}
