import { Module } from '@nestjs/common';
import { directoryEntities, directoryMigrations, DirectoryModule } from '@siger/directory';
import { messagingEntities, messagingMigrations, MessagingModule } from '@siger/messaging';
import { ServiceModule } from '@siger/service';
import { RuleSets1700000000100 } from '../migrations/1700000000100-rule-sets.js';
import { Appraisal1700000000200 } from '../migrations/1700000000200-appraisal.js';
import { AccessModule } from './access/access.module.js';
import { ActivityEntity } from './activity/activity.entity.js';
import { ActivityModule } from './activity/activity.module.js';
import { CreditPointsModule } from './credit-points/credit-points.module.js';
import { CycleEntity } from './cycle/cycle.entity.js';
import { CycleModule } from './cycle/cycle.module.js';
import { DistributionModule } from './distribution/distribution.module.js';
import { EvaluationEntity } from './evaluation/evaluation.entity.js';
import { EvaluationModule } from './evaluation/evaluation.module.js';
import { NoteEntity } from './note/note.entity.js';
import { NoteModule } from './note/note.module.js';
import { ObjectionEntity } from './objection/objection.entity.js';
import { ObjectionModule } from './objection/objection.module.js';
import { OrganisationRatingEntity } from './organisation-rating/organisation-rating.entity.js';
import { OrganisationRatingModule } from './organisation-rating/organisation-rating.module.js';
import { PlanEditionEntity, PlanEntity } from './plan/plan.entity.js';
import { PlanModule } from './plan/plan.module.js';
import { RealisationModule } from './realisation/realisation.module.js';
import { ServiceIndexEntity } from './realisation/service-index.entity.js';
import { calculators } from './rule/rule.calculators.js';

const service = 'appraisal';

const entities = [
  ...[CycleEntity, PlanEntity, PlanEditionEntity, ServiceIndexEntity, ActivityEntity, NoteEntity],
  ...[OrganisationRatingEntity, EvaluationEntity, ObjectionEntity],
];

@Module({
  imports: [
    ServiceModule.forRoot({
      name: service,
      entities: [...messagingEntities, ...directoryEntities, ...entities],
      migrations: [...messagingMigrations, ...directoryMigrations, RuleSets1700000000100, Appraisal1700000000200],
      calculators,
    }),
    MessagingModule.forRoot({ service }),
    DirectoryModule.forRoot({ service }),
    AccessModule,
    ...[CycleModule, PlanModule, RealisationModule, ActivityModule, NoteModule],
    ...[OrganisationRatingModule, EvaluationModule, DistributionModule, CreditPointsModule, ObjectionModule],
  ],
})
export class AppModule {}
