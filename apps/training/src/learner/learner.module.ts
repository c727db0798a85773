import { Module } from '@nestjs/common';
import { CompetencyModule } from '../competency/competency.module.js';
import { CompetencyStandardModule } from '../competency-standard/competency-standard.module.js';
import { HoursModule } from '../hours/hours.module.js';
import { LearnerCommands } from './learner.commands.js';
import { LearnerController } from './learner.controller.js';
import { LearnerQueries } from './learner.queries.js';

@Module({
  imports: [CompetencyModule, CompetencyStandardModule, HoursModule],
  controllers: [LearnerController],
  providers: [LearnerCommands, LearnerQueries],
  exports: [LearnerCommands],
})
export class LearnerModule {}
