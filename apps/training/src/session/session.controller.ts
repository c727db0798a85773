import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ScheduleSession, SessionFilter, SessionView, type Page } from '@siger/contracts';
import { Allow, Answers, IdParam, Paged, type Paging } from '@siger/service';
import { allowed } from '../access/policy.js';
import { SessionCommands } from './session.commands.js';
import { SessionQueries, toView } from './session.queries.js';

@Controller('v1/sessions')
export class SessionController {
  constructor(
    private readonly commands: SessionCommands,
    private readonly queries: SessionQueries,
  ) {}

  @Get()
  @Allow(...allowed['catalogue.read'])
  @Answers(SessionView, { page: true })
  list(@Query() filter: SessionFilter, @Paged() page: Paging): Promise<Page<SessionView>> {
    return this.queries.page(filter, page);
  }

  @Get(':id')
  @Allow(...allowed['catalogue.read'])
  @Answers(SessionView)
  async one(@IdParam() id: string): Promise<SessionView> {
    return toView(await this.queries.one(id));
  }

  @Post()
  @Allow(...allowed['catalogue.write'])
  @Answers(SessionView)
  async schedule(@Body() body: ScheduleSession): Promise<SessionView> {
    return toView(await this.commands.schedule(body));
  }
}
