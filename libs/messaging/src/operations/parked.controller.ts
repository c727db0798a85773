import { Body, Controller, Get, HttpCode, Param, Post, Query, type Type } from '@nestjs/common';
import {
  DiscardParked,
  type Page,
  ParkedEventDetail,
  ParkedEventView,
  ParkedQuery,
  RedriveParked,
  type ServiceName,
  SettledView,
} from '@siger/contracts';
import { Allow, Answers, audit, inTransaction, Paged, pageOf, type Paging } from '@siger/service';
import { DataSource } from 'typeorm';
import { ParkedCommands } from './parked.commands.js';
import { ParkedQueries } from './parked.queries.js';

/** Parked keys and dead letters of one service, for those who run the platform. */
export const parkedController = (service: ServiceName): Type => {
  @Allow('platform-admin')
  @Controller(`v1/operations/${service}/parked`)
  class ParkedController {
    constructor(
      private readonly queries: ParkedQueries,
      private readonly commands: ParkedCommands,
      private readonly dataSource: DataSource,
    ) {}

    @Get()
    @Answers(ParkedEventView, { page: true })
    async list(@Query() query: ParkedQuery, @Paged() page: Paging): Promise<Page<ParkedEventView>> {
      const found = pageOf(await this.queries.list(query, page), page.limit, ({ id }) => id);
      const details = { status: query.status ?? null, events: found.items.length };
      await inTransaction(this.dataSource, async () => audit('parked-event.listed', `parked-events/${service}`, details));
      return found;
    }

    @Get(':event')
    @Answers(ParkedEventDetail)
    async one(@Param('event') id: string): Promise<ParkedEventDetail> {
      const event = await this.queries.one(id);
      const { consumer, key, eventId } = event;
      await inTransaction(this.dataSource, async () =>
        audit('parked-event.read', `parked-event/${id}`, { consumer, key, eventId }),
      );
      return event;
    }

    @Post('redrive')
    @HttpCode(200)
    @Answers(SettledView)
    async redrive(@Body() body: RedriveParked): Promise<SettledView> {
      return { events: await this.commands.redrive(body) };
    }

    @Post('discard')
    @HttpCode(200)
    @Answers(SettledView)
    async discard(@Body() body: DiscardParked): Promise<SettledView> {
      return { events: await this.commands.discard(body) };
    }
  }
  return ParkedController;
};
