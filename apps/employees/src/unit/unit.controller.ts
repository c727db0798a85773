import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { CloseUnit, CreateUnit, MoveUnit, RenameUnit, UnitFilter, UnitView, type Actor, type Page } from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam, IfMatch, OnDay, Paged, type Paging } from '@siger/service';
import { allowed } from '../access/policy.js';
import { UnitCommands } from './unit.commands.js';
import { toView, UnitQueries } from './unit.queries.js';

@Controller('v1/units')
export class UnitController {
  constructor(
    private readonly commands: UnitCommands,
    private readonly queries: UnitQueries,
  ) {}

  @Get()
  @Allow(...allowed['unit.read'])
  @Answers(UnitView, { page: true })
  list(@OnDay() on: string, @Query() { agencyId }: UnitFilter, @Paged() page: Paging): Promise<Page<UnitView>> {
    return this.queries.on(on, page, agencyId ?? null);
  }

  @Get(':id')
  @Allow(...allowed['unit.read'])
  @Answers(UnitView)
  one(@IdParam() id: string): Promise<UnitView> {
    return this.queries.one(id);
  }

  @Post()
  @Allow(...allowed['unit.create'])
  @Answers(UnitView)
  async create(@CurrentActor() actor: Actor, @Body() body: CreateUnit): Promise<UnitView> {
    return toView(await this.commands.create(actor, body));
  }

  @Post(':id/move')
  @HttpCode(200)
  @Allow(...allowed['unit.move'])
  @Answers(UnitView)
  async move(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: MoveUnit,
  ): Promise<UnitView> {
    return toView(await this.commands.move(actor, id, body, version));
  }

  @Post(':id/rename')
  @HttpCode(200)
  @Allow(...allowed['unit.move'])
  @Answers(UnitView)
  async rename(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: RenameUnit,
  ): Promise<UnitView> {
    return toView(await this.commands.rename(actor, id, body, version));
  }

  @Post(':id/close')
  @HttpCode(200)
  @Allow(...allowed['unit.close'])
  @Answers(UnitView)
  async close(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: CloseUnit,
  ): Promise<UnitView> {
    return toView(await this.commands.close(actor, id, body, version));
  }
}
