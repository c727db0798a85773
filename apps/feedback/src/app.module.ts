import { Module } from '@nestjs/common';
import { directoryEntities, directoryMigrations, DirectoryModule } from '@siger/directory';
import { messagingEntities, messagingMigrations, MessagingModule } from '@siger/messaging';
import { ServiceModule } from '@siger/service';
import { RuleSets1700000000100 } from '../migrations/1700000000100-rule-sets.js';
import { Feedback1700000000200 } from '../migrations/1700000000200-feedback.js';
import { PublicServiceEntity } from './public-service/public-service.entity.js';
import { PublicServiceModule } from './public-service/public-service.module.js';
import { ResponseEntity } from './response/response.entity.js';
import { ResponseModule } from './response/response.module.js';
import { calculators } from './rule/rule.calculators.js';
import { SatisfactionIndexEntity } from './satisfaction-index/satisfaction-index.entity.js';
import { SatisfactionIndexModule } from './satisfaction-index/satisfaction-index.module.js';

const service = 'feedback';

@Module({
  imports: [
    ServiceModule.forRoot({
      name: service,
      entities: [...messagingEntities, ...directoryEntities, PublicServiceEntity, ResponseEntity, SatisfactionIndexEntity],
      migrations: [...messagingMigrations, ...directoryMigrations, RuleSets1700000000100, Feedback1700000000200],
      calculators,
    }),
    MessagingModule.forRoot({ service }),
    DirectoryModule.forRoot({ service }),
    PublicServiceModule,
    ResponseModule,
    SatisfactionIndexModule,
  ],
})
export class AppModule {}
