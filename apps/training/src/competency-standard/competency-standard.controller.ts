import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { AddCompetencyStandard, CompetencyStandardFilter, CompetencyStandardView, type Page } from '@siger/contracts';
import { Allow, Answers, OnDay, Paged, type Paging } from '@siger/service';
import { allowed } from '../access/policy.js';
import { CompetencyStandardCommands } from './competency-standard.commands.js';
import { CompetencyStandardQueries } from './competency-standard.queries.js';

@Controller('v1/competency-standards')
export class CompetencyStandardController {
  constructor(
    private readonly commands: CompetencyStandardCommands,
    private readonly queries: CompetencyStandardQueries,
  ) {}

  @Get()
  @Allow(...allowed['catalogue.read'])
  @Answers(CompetencyStandardView, { page: true })
  list(
    @Query() filter: CompetencyStandardFilter,
    @OnDay() on: string,
    @Paged() page: Paging,
  ): Promise<Page<CompetencyStandardView>> {
    return this.queries.page(filter, on, page);
  }

  @Post()
  @Allow(...allowed['catalogue.write'])
  @Answers(CompetencyStandardView)
  add(@Body() body: AddCompetencyStandard): Promise<CompetencyStandardView> {
    return this.commands.add(body);
  }
}
