import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { PublicServiceView, RegisterPublicService, RenamePublicService, type Actor } from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam, IdQuery, IfMatch, Paged, Public, type Paging } from '@siger/service';
import { allowed } from '../access/policy.js';
import { PublicServiceCommands } from './public-service.commands.js';
import { PublicServiceQueries } from './public-service.queries.js';

@Controller('v1/public-services')
export class PublicServiceController {
  constructor(
    private readonly commands: PublicServiceCommands,
    private readonly queries: PublicServiceQueries,
  ) {}

  @Get()
  @Public()
  @Answers(PublicServiceView, { page: true })
  list(@Paged() page: Paging, @IdQuery('unitId') unitId: string | null) {
    return this.queries.list(page, unitId);
  }

  @Get(':id')
  @Public()
  @Answers(PublicServiceView)
  one(@IdParam() id: string) {
    return this.queries.one(id);
  }

  @Post()
  @Allow(...allowed['service.register'])
  @Answers(PublicServiceView)
  async register(@CurrentActor() actor: Actor, @Body() body: RegisterPublicService) {
    return this.queries.view(await this.commands.register(actor, body));
  }

  @Put(':id')
  @Allow(...allowed['service.describe'])
  @Answers(PublicServiceView)
  async rename(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: RenamePublicService,
  ) {
    return this.queries.view(await this.commands.describe(actor, id, version, body.name, body.description));
  }

  @Post(':id/open')
  @HttpCode(200)
  @Allow(...allowed['service.describe'])
  @Answers(PublicServiceView)
  async open(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number) {
    return this.queries.view(await this.commands.setOpen(actor, id, version, true));
  }

  @Post(':id/close')
  @HttpCode(200)
  @Allow(...allowed['service.describe'])
  @Answers(PublicServiceView)
  async close(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number) {
    return this.queries.view(await this.commands.setOpen(actor, id, version, false));
  }
}
