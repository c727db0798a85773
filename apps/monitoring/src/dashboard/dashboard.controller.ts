import { Controller, Get, Headers, Sse, UseGuards, type MessageEvent } from '@nestjs/common';
import { DashboardView, PublicFiguresView, type Actor } from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam, Public } from '@siger/service';
import { type Observable } from 'rxjs';
import { allowed } from '../access/policy.js';
import { DashboardGuard } from './dashboard.guard.js';
import { DashboardQueries } from './dashboard.queries.js';
import { DashboardStream } from './dashboard.stream.js';

@Controller('v1')
export class DashboardController {
  constructor(
    private readonly queries: DashboardQueries,
    private readonly stream: DashboardStream,
  ) {}

  @Get('dashboards/units/:id')
  @Allow(...allowed['dashboard.read'])
  @Answers(DashboardView)
  async unit(@CurrentActor() actor: Actor, @IdParam() id: string) {
    await this.queries.demand(actor, id);
    return this.queries.of(id);
  }

  /** Server-sent events: the dashboard whenever an event has changed what is known; resumes after `Last-Event-ID`. */
  @Sse('dashboards/units/:id/stream')
  @Allow(...allowed['dashboard.read'])
  @UseGuards(DashboardGuard)
  follow(@IdParam() id: string, @Headers('last-event-id') lastEventId?: string): Observable<MessageEvent> {
    const seen = /^[0-9]{1,15}$/.test(lastEventId ?? '') ? Number(lastEventId) : -1;
    return this.stream.of(id, seen);
  }

  @Get('public-figures')
  @Public()
  @Answers(PublicFiguresView)
  everyone() {
    return this.queries.everyone();
  }
}
