import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module.js';
import { OrganisationRatingModule } from '../organisation-rating/organisation-rating.module.js';
import { DistributionController } from './distribution.controller.js';
import { DistributionQueries } from './distribution.queries.js';

@Module({
  imports: [CycleModule, OrganisationRatingModule],
  controllers: [DistributionController],
  providers: [DistributionQueries],
})
export class DistributionModule {}
