import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { CreateCycle, CycleQuery, CycleView, type Actor } from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam, IfMatch, Paged, pageOf, type Paging } from '@siger/service';
import { administrators, reading } from '../access/policy.js';
import { CycleCommands } from './cycle.commands.js';
import { CycleQueries, cycleView } from './cycle.queries.js';

@Controller('v1/cycles')
@Allow(...administrators)
export class CycleController {
  constructor(
    private readonly commands: CycleCommands,
    private readonly queries: CycleQueries,
  ) {}

  @Post()
  @Answers(CycleView)
  async create(@CurrentActor() actor: Actor, @Body() body: CreateCycle): Promise<CycleView> {
    return cycleView(await this.commands.prepare(actor, body));
  }

  @Get()
  @Allow(...reading)
  @Answers(CycleView, { page: true })
  async list(@Query() query: CycleQuery, @Paged() page: Paging) {
    const found = await this.queries.list(query, page);
    return pageOf(found.map(cycleView), page.limit, ({ id }) => id);
  }

  @Get(':id')
  @Allow(...reading)
  @Answers(CycleView)
  async get(@IdParam() id: string): Promise<CycleView> {
    return cycleView(await this.queries.get(id));
  }

  @Post(':id/open')
  @HttpCode(200)
  @Answers(CycleView)
  async open(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number): Promise<CycleView> {
    return cycleView(await this.commands.step(actor, id, 'open', version));
  }

  @Post(':id/close')
  @HttpCode(200)
  @Answers(CycleView)
  async close(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number): Promise<CycleView> {
    return cycleView(await this.commands.step(actor, id, 'close', version));
  }

  @Post(':id/lock')
  @HttpCode(200)
  @Answers(CycleView)
  async lock(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number): Promise<CycleView> {
    return cycleView(await this.commands.step(actor, id, 'lock', version));
  }
}
