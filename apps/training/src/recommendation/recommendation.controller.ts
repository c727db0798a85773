import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { DismissRecommendation, RecommendationSetView, RecommendationView, type Actor, type Page } from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam, IfMatch, Paged, type Paging } from '@siger/service';
import { allowed } from '../access/policy.js';
import { RecommendationCommands } from './recommendation.commands.js';
import { RecommendationQueries } from './recommendation.queries.js';

@Controller('v1/learners/:employeeId/recommendations')
export class RecommendationController {
  constructor(
    private readonly commands: RecommendationCommands,
    private readonly queries: RecommendationQueries,
  ) {}

  @Get()
  @Allow(...allowed['learning.read'])
  @Answers(RecommendationSetView, { page: true })
  list(
    @CurrentActor() actor: Actor,
    @IdParam('employeeId') employeeId: string,
    @Paged() page: Paging,
  ): Promise<Page<RecommendationSetView>> {
    return this.queries.page(actor, employeeId, page);
  }

  @Post(':id/accept')
  @HttpCode(200)
  @Allow(...allowed['learning.own'])
  @Answers(RecommendationView)
  async accept(
    @CurrentActor() actor: Actor,
    @IdParam('employeeId') employeeId: string,
    @IdParam() id: string,
    @IfMatch() version: number,
  ): Promise<RecommendationView> {
    await this.commands.accept(actor, employeeId, id, version);
    return this.queries.one(id);
  }

  @Post(':id/dismiss')
  @HttpCode(200)
  @Allow(...allowed['learning.own'])
  @Answers(RecommendationView)
  async dismiss(
    @CurrentActor() actor: Actor,
    @IdParam('employeeId') employeeId: string,
    @IdParam() id: string,
    @IfMatch() ifMatch: number,
    @Body() { reason }: DismissRecommendation,
  ): Promise<RecommendationView> {
    await this.commands.dismiss(actor, employeeId, id, { ifMatch, reason });
    return this.queries.one(id);
  }
}
