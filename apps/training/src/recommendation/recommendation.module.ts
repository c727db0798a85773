import { Module } from '@nestjs/common';
import { CompetencyStandardModule } from '../competency-standard/competency-standard.module.js';
import { GroundsQueries } from './grounds.queries.js';
import { RecommendationCommands } from './recommendation.commands.js';
import { RecommendationConsumer } from './recommendation.consumer.js';
import { RecommendationController } from './recommendation.controller.js';
import { RecommendationQueries } from './recommendation.queries.js';

@Module({
  imports: [CompetencyStandardModule],
  controllers: [RecommendationController, RecommendationConsumer],
  providers: [GroundsQueries, RecommendationCommands, RecommendationQueries],
  exports: [RecommendationCommands],
})
export class RecommendationModule {}
