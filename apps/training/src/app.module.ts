import { Module } from '@nestjs/common';
import { DirectoryModule, directoryEntities, directoryMigrations } from '@siger/directory';
import { MessagingModule, messagingEntities, messagingMigrations } from '@siger/messaging';
import { ServiceModule } from '@siger/service';
import { RuleSets1700000000100 } from '../migrations/1700000000100-rule-sets.js';
import { Training1700000000200 } from '../migrations/1700000000200-training.js';
import { Competencies1700000000210 } from '../migrations/1700000000210-competencies.js';
import { AccessModule } from './access/access.module.js';
import { CertificateEntity } from './certificate/certificate.entity.js';
import { CertificateModule } from './certificate/certificate.module.js';
import { CitizenVoiceModule } from './citizen-voice/citizen-voice.module.js';
import { CompetencyEntity, CompetencySignalEntity } from './competency/competency.entity.js';
import { CompetencyModule } from './competency/competency.module.js';
import { CompetencyStandardEntity } from './competency-standard/competency-standard.entity.js';
import { CompetencyStandardModule } from './competency-standard/competency-standard.module.js';
import { CourseEntity } from './course/course.entity.js';
import { CourseModule } from './course/course.module.js';
import { EnrolmentEntity } from './enrolment/enrolment.entity.js';
import { EnrolmentModule } from './enrolment/enrolment.module.js';
import { HoursEntity } from './hours/hours.entity.js';
import { HoursModule } from './hours/hours.module.js';
import { LearnerEntity } from './learner/learner.entity.js';
import { LearnerModule } from './learner/learner.module.js';
import { LearningRecordEntity } from './learning-record/learning-record.entity.js';
import { LearningRecordModule } from './learning-record/learning-record.module.js';
import { RecommendationEntity, RecommendationSetEntity } from './recommendation/recommendation.entity.js';
import { RecommendationModule } from './recommendation/recommendation.module.js';
import { calculators } from './rule/rule.calculators.js';
import { SessionEntity } from './session/session.entity.js';
import { SessionModule } from './session/session.module.js';

const service = 'training';

const entities = [
  ...[CompetencyEntity, CompetencySignalEntity, CompetencyStandardEntity, LearnerEntity, CourseEntity, SessionEntity],
  ...[RecommendationEntity, RecommendationSetEntity, EnrolmentEntity, CertificateEntity, HoursEntity, LearningRecordEntity],
];
const migrations = [RuleSets1700000000100, Training1700000000200, Competencies1700000000210];

@Module({
  imports: [
    ServiceModule.forRoot({
      name: service,
      entities: [...messagingEntities, ...directoryEntities, ...entities],
      migrations: [...messagingMigrations, ...directoryMigrations, ...migrations],
      calculators,
    }),
    MessagingModule.forRoot({ service }),
    DirectoryModule.forRoot({ service }),
    AccessModule,
    ...[CompetencyModule, CompetencyStandardModule, LearnerModule, HoursModule, CourseModule, SessionModule],
    ...[CitizenVoiceModule, RecommendationModule, EnrolmentModule, CertificateModule, LearningRecordModule],
  ],
})
export class AppModule {}
