import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { AssessLearner, LearnerFilter, LearnerView, type Actor } from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam } from '@siger/service';
import { allowed } from '../access/policy.js';
import { LearnerCommands } from './learner.commands.js';
import { LearnerQueries } from './learner.queries.js';

@Controller('v1/learners/:employeeId')
export class LearnerController {
  constructor(
    private readonly commands: LearnerCommands,
    private readonly queries: LearnerQueries,
  ) {}

  @Get()
  @Allow(...allowed['learning.read'])
  @Answers(LearnerView)
  one(
    @CurrentActor() actor: Actor,
    @IdParam('employeeId') employeeId: string,
    @Query() { year }: LearnerFilter,
  ): Promise<LearnerView> {
    return this.queries.one(actor, employeeId, year);
  }

  @Post('assessments')
  @HttpCode(200)
  @Allow(...allowed['learning.manage'])
  @Answers(LearnerView)
  async assess(
    @CurrentActor() actor: Actor,
    @IdParam('employeeId') employeeId: string,
    @Body() body: AssessLearner,
  ): Promise<LearnerView> {
    await this.commands.assess(actor, employeeId, body);
    return this.queries.one(actor, employeeId);
  }
}
