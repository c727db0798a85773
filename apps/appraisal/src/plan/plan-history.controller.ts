import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  DomainError,
  HistoryImported,
  ImportPlans,
  PlanEditionView,
  RoleMatrixQuery,
  RoleMatrixView,
  type Actor,
} from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { importing, reading, staff } from '../access/policy.js';
import { PlanImport } from './plan-import.commands.js';
import { PlanQueries } from './plan.queries.js';
import { editionView } from './plan-view.js';

/** What was in force before, what came from elsewhere, and how results are shared out. */
@Controller('v1')
@Allow(...staff)
export class PlanHistoryController {
  constructor(
    private readonly queries: PlanQueries,
    private readonly history: PlanImport,
    private readonly access: Access,
  ) {}

  @Post('plans/import')
  @HttpCode(200)
  @Allow(...importing)
  @Answers(HistoryImported)
  import(@CurrentActor() actor: Actor, @Body() { plans }: ImportPlans): Promise<HistoryImported> {
    return this.history.take(actor, plans);
  }

  @Get('plans/:id/versions')
  @Allow(...reading)
  @Answers(PlanEditionView, { page: true })
  async versions(@CurrentActor() actor: Actor, @IdParam() id: string) {
    const { realisations } = await this.readable(actor, id);
    const editions = await this.queries.editions(id);
    return { items: editions.map((edition) => editionView(edition, realisations)), next: null };
  }

  @Get('plans/:id/versions/:edition')
  @Allow(...reading)
  @Answers(PlanEditionView)
  async version(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Param('edition') edition: string,
  ): Promise<PlanEditionView> {
    const { realisations } = await this.readable(actor, id);
    if (!/^[1-9][0-9]{0,3}$/.test(edition)) throw new DomainError('not-found');
    return editionView(await this.queries.edition(id, Number(edition)), realisations);
  }

  @Get('role-matrices')
  @Allow(...reading)
  @Answers(RoleMatrixView)
  async roleMatrix(@CurrentActor() actor: Actor, @Query() { planId }: RoleMatrixQuery): Promise<RoleMatrixView> {
    return this.queries.roleMatrix(await this.readable(actor, planId));
  }

  private async readable(actor: Actor, id: string) {
    const plan = await this.queries.get(id);
    await this.access.require(actor, 'plan.read', plan);
    return plan;
  }
}
