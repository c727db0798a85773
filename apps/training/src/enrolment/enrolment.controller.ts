import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { EnrolmentFilter, EnrolmentView, RequestEnrolment, type Actor, type Page } from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam, IfMatch, Paged, type Paging } from '@siger/service';
import { allowed } from '../access/policy.js';
import { CompletionCommands } from './completion.commands.js';
import { EnrolmentCommands } from './enrolment.commands.js';
import { EnrolmentQueries } from './enrolment.queries.js';
import { SeatCommands } from './seat.commands.js';

@Controller('v1/enrolments')
export class EnrolmentController {
  constructor(
    private readonly commands: EnrolmentCommands,
    private readonly seats: SeatCommands,
    private readonly completion: CompletionCommands,
    private readonly queries: EnrolmentQueries,
  ) {}

  @Get()
  @Allow(...allowed['learning.read'])
  @Answers(EnrolmentView, { page: true })
  list(@CurrentActor() actor: Actor, @Query() filter: EnrolmentFilter, @Paged() page: Paging): Promise<Page<EnrolmentView>> {
    return this.queries.page(actor, filter, page);
  }

  @Get(':id')
  @Allow(...allowed['learning.read'])
  @Answers(EnrolmentView)
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<EnrolmentView> {
    return this.queries.one(actor, id);
  }

  @Post()
  @Allow(...allowed['enrolment.request'])
  @Answers(EnrolmentView)
  async request(@CurrentActor() actor: Actor, @Body() body: RequestEnrolment): Promise<EnrolmentView> {
    return this.queries.view((await this.commands.request(actor, body)).id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Allow(...allowed['learning.manage'])
  @Answers(EnrolmentView)
  async approve(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number): Promise<EnrolmentView> {
    await this.seats.approve(actor, id, version);
    return this.queries.view(id);
  }

  @Post(':id/attend')
  @HttpCode(200)
  @Allow(...allowed['learning.manage'])
  @Answers(EnrolmentView)
  async attend(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number): Promise<EnrolmentView> {
    await this.commands.attend(actor, id, version);
    return this.queries.view(id);
  }

  @Post(':id/complete')
  @HttpCode(200)
  @Allow(...allowed['learning.manage'])
  @Answers(EnrolmentView)
  async complete(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number): Promise<EnrolmentView> {
    await this.completion.complete(actor, id, version);
    return this.queries.view(id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Allow(...allowed['enrolment.request'])
  @Answers(EnrolmentView)
  async cancel(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number): Promise<EnrolmentView> {
    await this.seats.cancel(actor, id, version);
    return this.queries.view(id);
  }
}
