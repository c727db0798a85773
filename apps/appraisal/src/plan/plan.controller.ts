import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { CreatePlan, NewIndicator, NewResult, PlanContent, PlanQuery, PlanView, ReasonGiven, type Actor } from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam, IfMatch, Paged, pageOf, type Paging } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { reading, staff } from '../access/policy.js';
import { PlanCommands } from './plan.commands.js';
import { PlanQueries } from './plan.queries.js';
import { planView } from './plan-view.js';

@Controller('v1/plans')
@Allow(...staff)
export class PlanController {
  constructor(
    private readonly commands: PlanCommands,
    private readonly queries: PlanQueries,
    private readonly access: Access,
  ) {}

  @Post()
  @Answers(PlanView)
  async create(@CurrentActor() actor: Actor, @Body() body: CreatePlan): Promise<PlanView> {
    return planView(await this.commands.create(actor, body));
  }

  @Get()
  @Allow(...reading)
  @Answers(PlanView, { page: true })
  async list(@CurrentActor() actor: Actor, @Query() query: PlanQuery, @Paged() page: Paging) {
    const found = await this.queries.list(await this.access.reach(actor, query), query, page);
    return pageOf(found.map(planView), page.limit, ({ id }) => id);
  }

  @Get(':id')
  @Allow(...reading)
  @Answers(PlanView)
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<PlanView> {
    const plan = await this.queries.get(id);
    await this.access.require(actor, 'plan.read', plan);
    return planView(plan);
  }

  @Put(':id')
  @Answers(PlanView)
  async replace(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number, @Body() body: PlanContent) {
    return planView(await this.commands.replaceContent({ actor, id, version }, body));
  }

  @Post(':id/results')
  @Answers(PlanView)
  async addResult(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number, @Body() body: NewResult) {
    return planView(await this.commands.addResult({ actor, id, version }, body));
  }

  @Post(':id/results/:resultId/indicators')
  @Answers(PlanView)
  async addIndicator(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('resultId') resultId: string,
    @IfMatch() version: number,
    @Body() body: NewIndicator,
  ) {
    return planView(await this.commands.addIndicator({ actor, id, version }, resultId, body));
  }

  @Post(':id/submit')
  @HttpCode(200)
  @Answers(PlanView)
  async submit(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number) {
    return planView(await this.commands.submit({ actor, id, version }));
  }

  @Post(':id/return')
  @HttpCode(200)
  @Answers(PlanView)
  async giveBack(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number, @Body() body: ReasonGiven) {
    return planView(await this.commands.giveBack({ actor, id, version }, body.reason));
  }

  @Post(':id/agree')
  @HttpCode(200)
  @Answers(PlanView)
  async agree(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number) {
    return planView(await this.commands.agree({ actor, id, version }));
  }

  @Post(':id/establish')
  @HttpCode(200)
  @Answers(PlanView)
  async establish(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number) {
    return planView(await this.commands.establish({ actor, id, version }));
  }

  @Post(':id/revise')
  @HttpCode(200)
  @Answers(PlanView)
  async revise(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number, @Body() body: ReasonGiven) {
    return planView(await this.commands.revise({ actor, id, version }, body.reason));
  }
}
