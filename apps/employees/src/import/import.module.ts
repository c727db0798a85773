import { Module } from '@nestjs/common';
import { EmployeeModule } from '../employee/employee.module.js';
import { UnitModule } from '../unit/unit.module.js';
import { ImportCommands } from './import.commands.js';
import { ImportController } from './import.controller.js';
import { PersonRows } from './person-rows.commands.js';
import { PositionRows } from './position-rows.commands.js';
import { UnitRows } from './unit-rows.commands.js';

@Module({
  imports: [UnitModule, EmployeeModule],
  controllers: [ImportController],
  providers: [ImportCommands, UnitRows, PositionRows, PersonRows],
})
export class ImportModule {}
