import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { CreditPointsController } from './credit-points.controller.js';
import { CreditPointsQueries } from './credit-points.queries.js';

@Module({ imports: [EvaluationModule], controllers: [CreditPointsController], providers: [CreditPointsQueries] })
export class CreditPointsModule {}
