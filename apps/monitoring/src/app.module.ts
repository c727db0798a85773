import { Module } from '@nestjs/common';
import { directoryEntities, directoryMigrations, DirectoryModule } from '@siger/directory';
import { messagingEntities, messagingMigrations, MessagingModule } from '@siger/messaging';
import { ServiceModule } from '@siger/service';
import { Monitoring1700000000200 } from '../migrations/1700000000200-monitoring.js';
import { CorrectedAppraisals1700000000210 } from '../migrations/1700000000210-corrected-appraisals.js';
import { IndicesKnowTheirTime1700000000220 } from '../migrations/1700000000220-indices-know-their-time.js';
import { DashboardModule } from './dashboard/dashboard.module.js';
import { FigureModule } from './figure/figure.module.js';
import { StoryModule } from './story/story.module.js';

const service = 'monitoring';

@Module({
  imports: [
    ServiceModule.forRoot({
      name: service,
      entities: [...messagingEntities, ...directoryEntities],
      migrations: [
        ...messagingMigrations,
        ...directoryMigrations,
        Monitoring1700000000200,
        CorrectedAppraisals1700000000210,
        IndicesKnowTheirTime1700000000220,
      ],
    }),
    MessagingModule.forRoot({ service }),
    DirectoryModule.forRoot({ service }),
    StoryModule,
    FigureModule,
    DashboardModule,
  ],
})
export class AppModule {}
