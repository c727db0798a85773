import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module.js';
import { PlanCommands } from './plan.commands.js';
import { PlanController } from './plan.controller.js';
import { PlanHistoryController } from './plan-history.controller.js';
import { PlanImport } from './plan-import.commands.js';
import { PlanOrigins } from './plan-origin.queries.js';
import { PlanQueries } from './plan.queries.js';

@Module({
  imports: [CycleModule],
  controllers: [PlanHistoryController, PlanController],
  providers: [PlanCommands, PlanImport, PlanOrigins, PlanQueries],
  exports: [PlanQueries],
})
export class PlanModule {}
