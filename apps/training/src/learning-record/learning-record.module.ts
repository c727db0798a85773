import { Module } from '@nestjs/common';
import { HoursModule } from '../hours/hours.module.js';
import { LearnerModule } from '../learner/learner.module.js';
import { LearningRecordCommands } from './learning-record.commands.js';
import { LearningRecordController } from './learning-record.controller.js';
import { LearningRecordQueries } from './learning-record.queries.js';

@Module({
  imports: [HoursModule, LearnerModule],
  controllers: [LearningRecordController],
  providers: [LearningRecordCommands, LearningRecordQueries],
})
export class LearningRecordModule {}
