import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  EmployeeFilter,
  EmployeeSummary,
  EmployeeView,
  LeaveService,
  PlaceEmployee,
  Placement,
  RegisterEmployee,
  type Actor,
  type Page,
} from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam, IfMatch, OnDay, Paged, type Paging } from '@siger/service';
import { allowed } from '../access/policy.js';
import { EmployeeCommands } from './employee.commands.js';
import { EmployeeQueries } from './employee.queries.js';

@Controller('v1')
export class EmployeeController {
  constructor(
    private readonly commands: EmployeeCommands,
    private readonly queries: EmployeeQueries,
  ) {}

  @Get('employees')
  @Allow(...allowed['employee.list'])
  @Answers(EmployeeSummary, { page: true })
  list(
    @CurrentActor() actor: Actor,
    @OnDay() on: string,
    @Query() filter: EmployeeFilter,
    @Paged() page: Paging,
  ): Promise<Page<EmployeeSummary>> {
    return this.queries.list(actor, { ...filter, on }, page);
  }

  @Get('employees/:id')
  @Allow(...allowed['employee.read'])
  @Answers(EmployeeView)
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<EmployeeView> {
    return this.queries.one(actor, id);
  }

  /** Oldest first, all on one page: a career has few. */
  @Get('employees/:id/placements')
  @Allow(...allowed['employee.read'])
  @Answers(Placement, { page: true })
  async placements(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<Page<Placement>> {
    const { placements } = await this.queries.one(actor, id);
    return { items: placements.toSorted((a, b) => a.from.localeCompare(b.from)), next: null };
  }

  @Get('units/:id/employees')
  @Allow(...allowed['employee.list'])
  @Answers(EmployeeSummary, { page: true })
  ofUnit(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @OnDay() on: string,
    @Paged() page: Paging,
  ): Promise<Page<EmployeeSummary>> {
    return this.queries.ofUnit(actor, id, on, page);
  }

  @Post('employees')
  @Allow(...allowed['employee.register'])
  @Answers(EmployeeView)
  async register(@CurrentActor() actor: Actor, @Body() body: RegisterEmployee): Promise<EmployeeView> {
    return this.queries.view(await this.commands.register(actor, body));
  }

  @Post('employees/:id/placements')
  @Allow(...allowed['employee.place'])
  @Answers(EmployeeView)
  async place(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: PlaceEmployee,
  ): Promise<EmployeeView> {
    return this.queries.view(await this.commands.place(actor, id, body, version));
  }

  @Post('employees/:id/leave')
  @HttpCode(200)
  @Allow(...allowed['employee.leave'])
  @Answers(EmployeeView)
  async leave(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: LeaveService,
  ): Promise<EmployeeView> {
    return this.queries.view(await this.commands.leave(actor, id, body, version));
  }

  @Post('employees/:id/erase')
  @HttpCode(204)
  @Allow(...allowed['employee.erase'])
  erase(@IdParam() id: string): Promise<void> {
    return this.commands.erase(id);
  }
}
