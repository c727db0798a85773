import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  EvaluationQuery,
  EvaluationSummary,
  EvaluationView,
  HistoryImported,
  ImportEvaluations,
  OpenEvaluation,
  Rate,
  SelfAssess,
  SignEvaluation,
  type Actor,
} from '@siger/contracts';
import { Allow, Answers, audit, CurrentActor, IdParam, IfMatch, inTransaction, Paged, pageOf, type Paging } from '@siger/service';
import { DataSource } from 'typeorm';
import { Access } from '../access/access.queries.js';
import { importing, reading, seesRatings, staff, stranger } from '../access/policy.js';
import { EvaluationCommands, type Taken } from './evaluation.commands.js';
import { EvaluationImport } from './evaluation-import.commands.js';
import { EvaluationQueries } from './evaluation.queries.js';
import { evaluationSummary } from './evaluation-view.js';

@Controller('v1/evaluations')
@Allow(...staff)
export class EvaluationController {
  constructor(
    private readonly commands: EvaluationCommands,
    private readonly history: EvaluationImport,
    private readonly queries: EvaluationQueries,
    private readonly access: Access,
    private readonly dataSource: DataSource,
  ) {}

  @Post('import')
  @HttpCode(200)
  @Allow(...importing)
  @Answers(HistoryImported)
  import(@CurrentActor() actor: Actor, @Body() { evaluations }: ImportEvaluations): Promise<HistoryImported> {
    return this.history.take(actor, evaluations);
  }

  @Post()
  @Answers(EvaluationView)
  async open(@CurrentActor() actor: Actor, @Body() body: OpenEvaluation): Promise<EvaluationView> {
    return this.view(await this.commands.open(actor, body));
  }

  @Get()
  @Allow(...reading)
  @Answers(EvaluationSummary, { page: true })
  async list(@CurrentActor() actor: Actor, @Query() query: EvaluationQuery, @Paged() page: Paging) {
    const found = await this.queries.list(await this.access.reach(actor, query), query, page);
    const own = (employeeId: string) => ({ ...stranger, self: employeeId === actor.employeeId });
    await this.noteReading('evaluations', { count: found.length });
    return pageOf(
      found.map((evaluation) => evaluationSummary(evaluation, seesRatings(own(evaluation.employeeId), evaluation.state))),
      page.limit,
      ({ id }) => id,
    );
  }

  /** Who read a rating is kept. */
  @Get(':id')
  @Allow(...reading)
  @Answers(EvaluationView)
  async get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<EvaluationView> {
    const evaluation = await this.queries.get(id);
    const relation = await this.access.require(actor, 'evaluation.read', evaluation);
    await this.noteReading(`evaluation/${id}`);
    return this.view({ evaluation, relation });
  }

  @Post(':id/self-assess')
  @HttpCode(200)
  @Answers(EvaluationView)
  async selfAssess(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number, @Body() body: SelfAssess) {
    return this.view(await this.commands.selfAssess({ actor, id, version }, body));
  }

  @Post(':id/rate')
  @HttpCode(200)
  @Answers(EvaluationView)
  async rate(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number, @Body() body: Rate) {
    return this.view(await this.commands.rate({ actor, id, version }, body));
  }

  @Post(':id/hand-over')
  @HttpCode(200)
  @Answers(EvaluationView)
  async handOver(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number) {
    return this.view(await this.commands.handOver({ actor, id, version }));
  }

  @Post(':id/sign')
  @HttpCode(200)
  @Answers(EvaluationView)
  async sign(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number, @Body() body: SignEvaluation) {
    return this.view(await this.commands.sign({ actor, id, version }, body.remark ?? null));
  }

  @Post(':id/finalise')
  @HttpCode(200)
  @Answers(EvaluationView)
  async finalise(@CurrentActor() actor: Actor, @IdParam() id: string, @IfMatch() version: number) {
    return this.view(await this.commands.finalise({ actor, id, version }));
  }

  private noteReading(resource: string, details: Readonly<Record<string, unknown>> = {}): Promise<void> {
    return inTransaction(this.dataSource, async () => audit('evaluation.read', resource, details));
  }

  private view({ evaluation, relation }: Taken): Promise<EvaluationView> {
    return this.queries.view(evaluation, relation);
  }
}
