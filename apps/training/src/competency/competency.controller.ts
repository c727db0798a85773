import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { AddCompetency, CompetencyView, type Page } from '@siger/contracts';
import { Allow, Answers, Paged, type Paging } from '@siger/service';
import { allowed } from '../access/policy.js';
import { CompetencyCommands } from './competency.commands.js';
import { CompetencyQueries } from './competency.queries.js';

@Controller('v1/competencies')
export class CompetencyController {
  constructor(
    private readonly commands: CompetencyCommands,
    private readonly queries: CompetencyQueries,
  ) {}

  @Get()
  @Allow(...allowed['catalogue.read'])
  @Answers(CompetencyView, { page: true })
  list(@Paged() page: Paging): Promise<Page<CompetencyView>> {
    return this.queries.page(page);
  }

  @Get(':code')
  @Allow(...allowed['catalogue.read'])
  @Answers(CompetencyView)
  one(@Param('code') code: string): Promise<CompetencyView> {
    return this.queries.one(code);
  }

  @Post()
  @Allow(...allowed['catalogue.write'])
  @Answers(CompetencyView)
  async add(@Body() body: AddCompetency): Promise<CompetencyView> {
    return this.queries.one(await this.commands.add(body));
  }
}
