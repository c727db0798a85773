import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module.js';
import { OrganisationRatingModule } from '../organisation-rating/organisation-rating.module.js';
import { PlanModule } from '../plan/plan.module.js';
import { EvaluationCommands } from './evaluation.commands.js';
import { EvaluationController } from './evaluation.controller.js';
import { EvaluationImport } from './evaluation-import.commands.js';
import { EvaluationQueries } from './evaluation.queries.js';
import { Judgements } from './judgement.queries.js';
import { Occasions } from './occasion.queries.js';

@Module({
  imports: [CycleModule, OrganisationRatingModule, PlanModule],
  controllers: [EvaluationController],
  providers: [EvaluationCommands, EvaluationImport, EvaluationQueries, Judgements, Occasions],
  exports: [EvaluationQueries, Judgements],
})
export class EvaluationModule {}
