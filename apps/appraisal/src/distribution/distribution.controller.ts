import { Controller, Get, Query } from '@nestjs/common';
import { DistributionQuery, DistributionView, DomainError, type Actor } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { Allow, Answers, clock, CurrentActor } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { reading, staff } from '../access/policy.js';
import { DistributionQueries, type Group } from './distribution.queries.js';

@Controller('v1/distributions')
@Allow(...staff)
export class DistributionController {
  constructor(
    private readonly queries: DistributionQueries,
    private readonly access: Access,
    private readonly directory: Directory,
  ) {}

  @Get()
  @Allow(...reading)
  @Answers(DistributionView)
  async get(@CurrentActor() actor: Actor, @Query() query: DistributionQuery): Promise<DistributionView> {
    return this.queries.of(await this.groupOf(actor, query), query);
  }

  private async groupOf(actor: Actor, { raterId, unitId }: DistributionQuery): Promise<Group> {
    return unitId === undefined ? this.ofRater(actor, raterId ?? actor.employeeId) : this.ofUnit(actor, unitId);
  }

  /** The pattern of a rater is the one of the unit that the rater leads. */
  private async ofRater(actor: Actor, raterId: string | null): Promise<Group> {
    if (raterId === null) throw new DomainError('not-found');
    await this.access.reach(actor, { raterId });
    const placement = await this.directory.placementOn(raterId, clock.today());
    return { raterId, unitId: placement?.head ? placement.unitId : null, unitIds: null };
  }

  /** For its head, and for whoever oversees it. */
  private async ofUnit(actor: Actor, unitId: string): Promise<Group> {
    const head = await this.directory.headOf(unitId, clock.today());
    const leads = head !== null && head.employeeId === actor.employeeId;
    if (!leads) await this.access.reach(actor, { unitId });
    return { raterId: null, unitId, unitIds: await this.directory.subtree(unitId) };
  }
}
