import { Module } from '@nestjs/common';
import { CompetencyStandardCommands } from './competency-standard.commands.js';
import { CompetencyStandardController } from './competency-standard.controller.js';
import { CompetencyStandardQueries } from './competency-standard.queries.js';

@Module({
  controllers: [CompetencyStandardController],
  providers: [CompetencyStandardCommands, CompetencyStandardQueries],
  exports: [CompetencyStandardQueries],
})
export class CompetencyStandardModule {}
