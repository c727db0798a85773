import { Module } from '@nestjs/common';
import { FigureModule } from '../figure/figure.module.js';
import { DashboardController } from './dashboard.controller.js';
import { DashboardGuard } from './dashboard.guard.js';
import { DashboardQueries } from './dashboard.queries.js';
import { DashboardStream } from './dashboard.stream.js';

@Module({
  imports: [FigureModule],
  controllers: [DashboardController],
  providers: [DashboardGuard, DashboardQueries, DashboardStream],
})
export class DashboardModule {}
