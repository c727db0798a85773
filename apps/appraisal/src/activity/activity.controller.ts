import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import {
  ActivityEntry,
  ActivityQuery,
  ActivityView,
  CreateActivity,
  HistoryImported,
  ImportActivities,
  ReasonGiven,
  type Actor,
} from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam, IfMatch, Paged, pageOf, type Paging } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { importing, reading, staff } from '../access/policy.js';
import { ActivityCommands } from './activity.commands.js';
import { ActivityImport } from './activity-import.commands.js';
import { ActivityQueries, activityView, placeOf } from './activity.queries.js';

@Controller('v1/activities')
@Allow(...staff)
export class ActivityController {
  constructor(
    private readonly commands: ActivityCommands,
    private readonly history: ActivityImport,
    private readonly queries: ActivityQueries,
    private readonly access: Access,
  ) {}

  @Post('import')
  @HttpCode(200)
  @Allow(...importing)
  @Answers(HistoryImported)
  import(@CurrentActor() actor: Actor, @Body() { activities }: ImportActivities): Promise<HistoryImported> {
    return this.history.take(actor, activities);
  }

  @Post()
  @Answers(ActivityView)
  async log(@CurrentActor() actor: Actor, @Body() body: CreateActivity): Promise<ActivityView> {
    return activityView(await this.commands.log(actor, body));
  }

  @Get()
  @Allow(...reading)
  @Answers(ActivityView, { page: true })
  async list(@CurrentActor() actor: Actor, @Query() query: ActivityQuery, @Paged() page: Paging) {
    const found = await this.queries.list(await this.access.reach(actor, query), query, page);
    return pageOf(found.map(activityView), page.limit, placeOf);
  }

  @Get(':id')
  @Allow(...reading)
  @Answers(ActivityView)
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ActivityView> {
    const activity = await this.queries.get(id);
    await this.access.require(actor, 'activity.read', activity);
    return activityView(activity);
  }

  @Put(':id')
  @Answers(ActivityView)
  async correct(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number, @Body() body: ActivityEntry) {
    return activityView(await this.commands.correct({ actor, id, version }, body));
  }

  @Post(':id/submit')
  @HttpCode(200)
  @Answers(ActivityView)
  async submit(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number) {
    return activityView(await this.commands.submit({ actor, id, version }));
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Answers(ActivityView)
  async approve(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number) {
    return activityView(await this.commands.approve({ actor, id, version }));
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Answers(ActivityView)
  async reject(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number, @Body() body: ReasonGiven) {
    return activityView(await this.commands.reject({ actor, id, version }, body.reason));
  }
}
