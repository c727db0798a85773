import { Module } from '@nestjs/common';
import { EmployeeCommands } from './employee.commands.js';
import { EmployeeController } from './employee.controller.js';
import { EmployeeQueries } from './employee.queries.js';
import { Nips } from './nip.queries.js';

@Module({
  controllers: [EmployeeController],
  providers: [EmployeeCommands, EmployeeQueries, Nips],
  exports: [EmployeeQueries, Nips],
})
export class EmployeeModule {}
