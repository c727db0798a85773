import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module.js';
import { PlanModule } from '../plan/plan.module.js';
import { ActivityCommands } from './activity.commands.js';
import { ActivityController } from './activity.controller.js';
import { ActivityImport } from './activity-import.commands.js';
import { ActivityQueries } from './activity.queries.js';

@Module({
  imports: [CycleModule, PlanModule],
  controllers: [ActivityController],
  providers: [ActivityCommands, ActivityImport, ActivityQueries],
})
export class ActivityModule {}
