import { Module } from '@nestjs/common';
import { CompetencyCommands } from './competency.commands.js';
import { CompetencyController } from './competency.controller.js';
import { CompetencyQueries } from './competency.queries.js';

@Module({
  controllers: [CompetencyController],
  providers: [CompetencyCommands, CompetencyQueries],
  exports: [CompetencyCommands],
})
export class CompetencyModule {}
