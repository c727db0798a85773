import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { AssignRater, EmployeeView, RaterAssignmentView, RaterFilter, RaterView, type Actor, type Page } from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam, IfMatch, OnDay, Paged, type Paging } from '@siger/service';
import { allowed } from '../access/policy.js';
import { EmployeeQueries } from '../employee/employee.queries.js';
import { RaterCommands } from './rater.commands.js';
import { RaterQueries } from './rater.queries.js';

@Controller('v1')
export class RaterController {
  constructor(
    private readonly commands: RaterCommands,
    private readonly queries: RaterQueries,
    private readonly employees: EmployeeQueries,
  ) {}

  @Get('rater-assignments')
  @Allow(...allowed['rater.read'])
  @Answers(RaterAssignmentView, { page: true })
  list(
    @CurrentActor() actor: Actor,
    @OnDay() on: string,
    @Query() filter: RaterFilter,
    @Paged() page: Paging,
  ): Promise<Page<RaterAssignmentView>> {
    return this.queries.list(actor, { ...filter, on }, page);
  }

  @Get('employees/:id/rater')
  @Allow(...allowed['rater.read'])
  @Answers(RaterView)
  on(@CurrentActor() actor: Actor, @IdParam() id: string, @OnDay() on: string): Promise<RaterView> {
    return this.queries.on(actor, id, on);
  }

  /** Changes the employee: `If-Match` is the employee's ETag, and the answer is the employee. */
  @Post('rater-assignments')
  @Allow(...allowed['rater.assign'])
  @Answers(EmployeeView)
  async assign(@CurrentActor() actor: Actor, @IfMatch() version: number, @Body() body: AssignRater): Promise<EmployeeView> {
    return this.employees.view(await this.commands.assign(actor, body, version));
  }
}
