import { Body, Controller, Get, Post } from '@nestjs/common';
import { CreatePosition, PositionView, type Page } from '@siger/contracts';
import { Allow, Answers, IdParam, Paged, type Paging } from '@siger/service';
import { allowed } from '../access/policy.js';
import { PositionCommands } from './position.commands.js';
import { PositionQueries } from './position.queries.js';

@Controller('v1/positions')
export class PositionController {
  constructor(
    private readonly commands: PositionCommands,
    private readonly queries: PositionQueries,
  ) {}

  @Get()
  @Allow(...allowed['position.read'])
  @Answers(PositionView, { page: true })
  list(@Paged() page: Paging): Promise<Page<PositionView>> {
    return this.queries.page(page);
  }

  @Get(':id')
  @Allow(...allowed['position.read'])
  @Answers(PositionView)
  one(@IdParam() id: string): Promise<PositionView> {
    return this.queries.one(id);
  }

  @Post()
  @Allow(...allowed['position.create'])
  @Answers(PositionView)
  create(@Body() body: CreatePosition): Promise<PositionView> {
    return this.commands.create(body);
  }
}
