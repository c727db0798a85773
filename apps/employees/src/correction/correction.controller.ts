import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { CorrectionView, RejectCorrection, RequestCorrection, type Actor, type Page } from '@siger/contracts';
import { Allow, Answers, CurrentActor, IdParam, IfMatch, Paged, type Paging } from '@siger/service';
import { allowed } from '../access/policy.js';
import { CorrectionCommands } from './correction.commands.js';
import { CorrectionQueries, toView } from './correction.queries.js';

@Controller('v1/corrections')
export class CorrectionController {
  constructor(
    private readonly commands: CorrectionCommands,
    private readonly queries: CorrectionQueries,
  ) {}

  @Get()
  @Allow(...allowed['correction.read'])
  @Answers(CorrectionView, { page: true })
  list(@CurrentActor() actor: Actor, @Paged() page: Paging): Promise<Page<CorrectionView>> {
    return this.queries.page(actor, page);
  }

  @Get(':id')
  @Allow(...allowed['correction.read'])
  @Answers(CorrectionView)
  async one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<CorrectionView> {
    return toView(await this.queries.visible(actor, 'correction.read', id));
  }

  @Post()
  @Allow(...allowed['correction.request'])
  @Answers(CorrectionView)
  async request(@CurrentActor() actor: Actor, @Body() body: RequestCorrection): Promise<CorrectionView> {
    return toView(await this.commands.request(actor, body));
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Allow(...allowed['correction.decide'])
  @Answers(CorrectionView)
  async approve(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number): Promise<CorrectionView> {
    return toView(await this.commands.approve(actor, id, version));
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Allow(...allowed['correction.decide'])
  @Answers(CorrectionView)
  async reject(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: RejectCorrection,
  ): Promise<CorrectionView> {
    return toView(await this.commands.reject(actor, id, reason, version));
  }
}
