import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  JudgeLearningRecord,
  LearningRecordFilter,
  LearningRecordView,
  ReviseLearningRecord,
  SubmitLearningRecord,
  type Actor,
  type Page,
} from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam, IfMatch, Paged, type Paging } from '@siger/service';
import { allowed } from '../access/policy.js';
import { LearningRecordCommands } from './learning-record.commands.js';
import { LearningRecordQueries } from './learning-record.queries.js';

@Controller('v1/learning-records')
export class LearningRecordController {
  constructor(
    private readonly commands: LearningRecordCommands,
    private readonly queries: LearningRecordQueries,
  ) {}

  @Get()
  @Allow(...allowed['learning.read'])
  @Answers(LearningRecordView, { page: true })
  list(
    @CurrentActor() actor: Actor,
    @Query() filter: LearningRecordFilter,
    @Paged() page: Paging,
  ): Promise<Page<LearningRecordView>> {
    return this.queries.page(actor, filter, page);
  }

  @Get(':id')
  @Allow(...allowed['learning.read'])
  @Answers(LearningRecordView)
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<LearningRecordView> {
    return this.queries.one(actor, id);
  }

  @Post()
  @Allow(...allowed['learning.own'])
  @Answers(LearningRecordView)
  async submit(@CurrentActor() actor: Actor, @Body() body: SubmitLearningRecord): Promise<LearningRecordView> {
    return this.queries.view((await this.commands.submit(actor, body)).id);
  }

  @Post(':id/revise')
  @HttpCode(200)
  @Allow(...allowed['learning.own'])
  @Answers(LearningRecordView)
  async revise(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ReviseLearningRecord,
  ): Promise<LearningRecordView> {
    await this.commands.revise(actor, id, body, version);
    return this.queries.view(id);
  }

  @Post(':id/verify')
  @HttpCode(200)
  @Allow(...allowed['learning.manage'])
  @Answers(LearningRecordView)
  async verify(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number): Promise<LearningRecordView> {
    await this.commands.verify(actor, id, version);
    return this.queries.view(id);
  }

  @Post(':id/return')
  @HttpCode(200)
  @Allow(...allowed['learning.manage'])
  @Answers(LearningRecordView)
  async giveBack(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { note }: JudgeLearningRecord,
  ): Promise<LearningRecordView> {
    await this.commands.giveBack(actor, id, note, version);
    return this.queries.view(id);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Allow(...allowed['learning.manage'])
  @Answers(LearningRecordView)
  async reject(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { note }: JudgeLearningRecord,
  ): Promise<LearningRecordView> {
    await this.commands.reject(actor, id, note, version);
    return this.queries.view(id);
  }
}
