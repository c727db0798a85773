import { Body, Controller, Get, Post } from '@nestjs/common';
import { IndexView, PublishIndex, ServiceIndexView, type Actor } from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam, Public } from '@siger/service';
import { allowed } from '../access/policy.js';
import { SatisfactionIndexCommands } from './satisfaction-index.commands.js';
import { SatisfactionIndexQueries } from './satisfaction-index.queries.js';

@Controller('v1/public-services/:id/index')
export class SatisfactionIndexController {
  constructor(
    private readonly commands: SatisfactionIndexCommands,
    private readonly queries: SatisfactionIndexQueries,
  ) {}

  @Get()
  @Public()
  @Answers(ServiceIndexView)
  of(@IdParam() id: string) {
    return this.queries.of(id);
  }

  /** Publishes the index of a period; a later publication of the same period replaces nothing, both stay readable. */
  @Post()
  @Allow(...allowed['index.publish'])
  @Answers(IndexView)
  async publish(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: PublishIndex) {
    return this.queries.one((await this.commands.publish(actor, id, body)).id);
  }
}
