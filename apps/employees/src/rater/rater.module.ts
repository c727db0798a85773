import { Module } from '@nestjs/common';
import { EmployeeModule } from '../employee/employee.module.js';
import { RaterCommands } from './rater.commands.js';
import { RaterController } from './rater.controller.js';
import { RaterQueries } from './rater.queries.js';

@Module({
  imports: [EmployeeModule],
  controllers: [RaterController],
  providers: [RaterCommands, RaterQueries],
  exports: [RaterCommands],
})
export class RaterModule {}
