import { Module } from '@nestjs/common';
import { CompetencyModule } from '../competency/competency.module.js';
import { CourseCommands } from './course.commands.js';
import { CourseController } from './course.controller.js';
import { CourseQueries } from './course.queries.js';

@Module({
  imports: [CompetencyModule],
  controllers: [CourseController],
  providers: [CourseCommands, CourseQueries],
  exports: [CourseQueries],
})
export class CourseModule {}
