import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module.js';
import { OrganisationRatingCommands } from './organisation-rating.commands.js';
import { OrganisationRatingController } from './organisation-rating.controller.js';
import { OrganisationRatingQueries } from './organisation-rating.queries.js';

@Module({
  imports: [CycleModule],
  controllers: [OrganisationRatingController],
  providers: [OrganisationRatingCommands, OrganisationRatingQueries],
  exports: [OrganisationRatingQueries],
})
export class OrganisationRatingModule {}
