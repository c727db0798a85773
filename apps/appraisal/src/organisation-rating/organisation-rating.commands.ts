import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type RateOrganisation } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { Changes } from '@siger/messaging';
import { clock, newId } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { CycleQueries } from '../cycle/cycle.queries.js';
import { periodOf, requireUnlocked } from '../cycle/cycle.js';
import { organisationRatings } from './organisation-rating.entity.js';
import { OrganisationRatingQueries } from './organisation-rating.queries.js';
import { give, giveAgain, type OrganisationRating } from './organisation-rating.js';

@Injectable()
export class OrganisationRatingCommands {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly directory: Directory,
    private readonly cycles: CycleQueries,
    private readonly queries: OrganisationRatingQueries,
  ) {}

  /** Given again for the same unit and period, it replaces the earlier verdict. */
  async give(actor: Actor, body: RateOrganisation): Promise<OrganisationRating> {
    await this.requireOneLevelUp(actor, body.unitId);
    const cycle = await this.cycles.get(body.cycleId);
    await this.cycles.requireUnit(cycle, body.unitId);
    requireUnlocked(cycle);
    periodOf(cycle, body.period);
    const today = clock.today();
    const earlier = await this.queries.find(body);
    if (earlier) return this.changes.change(organisationRatings, earlier.id, (rating) => giveAgain(rating, body, today));
    const { unitId, cycleId, period } = body;
    return this.changes.create(organisationRatings, give({ id: body.id ?? newId(), unitId, cycleId, period }, body, today));
  }

  /** SE MenPANRB 3/2023: the leader one level up, who is the rater of the head. A head whom nobody here rates: the agency's admin notes it. */
  private async requireOneLevelUp(actor: Actor, unitId: string) {
    const today = clock.today();
    const head = await this.directory.headOf(unitId, today);
    const rater = head && (await this.directory.raterOn(head.employeeId, today));
    if (rater !== null && rater === actor.employeeId) return;
    if (rater === null) return this.access.requireAdministration(actor, unitId);
    const { administers } = await this.access.relation(actor, { employeeId: head?.employeeId ?? unitId, unitId });
    throw new DomainError(administers || head?.employeeId === actor.employeeId ? 'forbidden' : 'not-found');
  }
}
