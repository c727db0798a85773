import { Module } from '@nestjs/common';
import { CertificateModule } from '../certificate/certificate.module.js';
import { CourseModule } from '../course/course.module.js';
import { HoursModule } from '../hours/hours.module.js';
import { LearnerModule } from '../learner/learner.module.js';
import { RecommendationModule } from '../recommendation/recommendation.module.js';
import { SessionModule } from '../session/session.module.js';
import { CompletionCommands } from './completion.commands.js';
import { EnrolmentCommands } from './enrolment.commands.js';
import { EnrolmentController } from './enrolment.controller.js';
import { EnrolmentQueries } from './enrolment.queries.js';
import { SeatCommands } from './seat.commands.js';

@Module({
  imports: [CertificateModule, CourseModule, HoursModule, LearnerModule, RecommendationModule, SessionModule],
  controllers: [EnrolmentController],
  providers: [CompletionCommands, EnrolmentCommands, EnrolmentQueries, SeatCommands],
})
export class EnrolmentModule {}
