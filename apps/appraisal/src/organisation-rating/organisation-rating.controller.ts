import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { OrganisationRatingQuery, OrganisationRatingView, RateOrganisation, type Actor } from '@siger/contracts';
import { Allow, Answers, CurrentActor, Paged, pageOf, type Paging } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { reading, staff } from '../access/policy.js';
import { OrganisationRatingCommands } from './organisation-rating.commands.js';
import { OrganisationRatingQueries, organisationRatingView } from './organisation-rating.queries.js';

@Controller('v1/organisation-ratings')
@Allow(...staff)
export class OrganisationRatingController {
  constructor(
    private readonly commands: OrganisationRatingCommands,
    private readonly queries: OrganisationRatingQueries,
    private readonly access: Access,
  ) {}

  @Post()
  @Answers(OrganisationRatingView)
  async give(@CurrentActor() actor: Actor, @Body() body: RateOrganisation): Promise<OrganisationRatingView> {
    return organisationRatingView(await this.commands.give(actor, body));
  }

  /** The achievement of a unit is known to everybody of its agency. */
  @Get()
  @Allow(...reading)
  @Answers(OrganisationRatingView, { page: true })
  async list(@CurrentActor() actor: Actor, @Query() query: OrganisationRatingQuery, @Paged() page: Paging) {
    const found = await this.queries.list(query, await this.access.agencyUnits(actor), page);
    return pageOf(found.map(organisationRatingView), page.limit, ({ id }) => id);
  }
}
