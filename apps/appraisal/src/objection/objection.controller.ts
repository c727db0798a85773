import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { DecideObjection, FileObjection, ObjectionView, WhoseQuery, type Actor } from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam, IfMatch, Paged, pageOf, type Paging } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { reading, staff } from '../access/policy.js';
import { ObjectionCommands } from './objection.commands.js';
import { ObjectionQueries, objectionView } from './objection.queries.js';

@Controller('v1/objections')
@Allow(...staff)
export class ObjectionController {
  constructor(
    private readonly commands: ObjectionCommands,
    private readonly queries: ObjectionQueries,
    private readonly access: Access,
  ) {}

  @Post()
  @Answers(ObjectionView)
  async file(@CurrentActor() actor: Actor, @Body() body: FileObjection): Promise<ObjectionView> {
    return objectionView(await this.commands.file(actor, body));
  }

  @Get()
  @Allow(...reading)
  @Answers(ObjectionView, { page: true })
  async list(@CurrentActor() actor: Actor, @Query() query: WhoseQuery, @Paged() page: Paging) {
    const found = await this.queries.list(await this.access.reach(actor, query), page);
    return pageOf(found.map(objectionView), page.limit, ({ id }) => id);
  }

  @Get(':id')
  @Allow(...reading)
  @Answers(ObjectionView)
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ObjectionView> {
    const objection = await this.queries.get(id);
    await this.access.require(actor, 'objection.read', objection);
    return objectionView(objection);
  }

  @Post(':id/examine')
  @HttpCode(200)
  @Answers(ObjectionView)
  async examine(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number) {
    return objectionView(await this.commands.examine({ actor, id, version }));
  }

  @Post(':id/decide')
  @HttpCode(200)
  @Answers(ObjectionView)
  async decide(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number, @Body() body: DecideObjection) {
    return objectionView(await this.commands.decide({ actor, id, version }, body));
  }
}
