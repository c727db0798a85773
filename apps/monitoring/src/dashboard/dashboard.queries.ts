import { Injectable } from '@nestjs/common';
import { DomainError, nowhere, scopeIn, type Actor, type DashboardView, type PublicFiguresView } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { clock } from '@siger/service';
import { maySee } from '../access/policy.js';
import { share, suppressed } from '../figure/figure.js';
import { FigureQueries } from '../figure/figure.queries.js';

@Injectable()
export class DashboardQueries {
  constructor(
    private readonly directory: Directory,
    private readonly figures: FigureQueries,
  ) {}

  /** A unit that is not there, or not the actor's to see, is not found. */
  async demand(actor: Actor, unitId: string) {
    const today = clock.today();
    const placement = actor.employeeId === null ? null : await this.directory.placementOn(actor.employeeId, today);
    const headed = placement?.head ? scopeIn(await this.directory.subtree(placement.unitId)) : nowhere;
    const may = maySee(actor, unitId, { scope: await this.directory.scopeOf(actor, today), headed });
    if (!may || !(await this.directory.unit(unitId))) throw new DomainError('not-found');
  }

  async of(unitId: string): Promise<DashboardView> {
    const today = clock.today();
    const unit = await this.directory.unit(unitId);
    if (!unit) throw new DomainError('not-found');
    const units = await this.directory.subtree(unitId);
    const lastEvent = await this.figures.lastEvent();
    const [members, planned, predicates, services, counted] = await Promise.all([
      this.directory.membersOf(unitId, today),
      this.figures.planned(units, today),
      this.figures.predicates(units),
      this.figures.services(units),
      this.figures.totals(units),
    ]);
    return {
      unitId,
      unitName: unit.name,
      asOf: clock.now().toISOString(),
      lastEvent,
      employees: members.length,
      plansEstablished: planned,
      adoption: share(planned, members.length),
      activitiesSubmitted: counted.ACTIVITIES_SUBMITTED,
      activitiesApproved: counted.ACTIVITIES_APPROVED,
      activityMinutes: counted.ACTIVITY_MINUTES,
      appraisalsCompleted: predicates.reduce((sum, { employees }) => sum + employees, 0),
      predicates,
      recommendationsMade: counted.RECOMMENDATIONS_MADE,
      recommendationsAccepted: counted.RECOMMENDATIONS_ACCEPTED,
      enrolmentsCompleted: counted.ENROLMENTS_COMPLETED,
      hoursBooked: counted.HOURS_BOOKED,
      certificatesIssued: counted.CERTIFICATES_ISSUED,
      surveyResponses: counted.SURVEY_RESPONSES,
      services,
    };
  }

  async everyone(): Promise<PublicFiguresView> {
    const [counted, planned, predicates, services, meanIndex] = await Promise.all([
      this.figures.totals(null),
      this.figures.planned(null, clock.today()),
      this.figures.predicates(null),
      this.figures.services(null),
      this.figures.meanIndex(),
    ]);
    return {
      asOf: clock.now().toISOString(),
      surveyResponses: counted.SURVEY_RESPONSES,
      plansEstablished: suppressed(planned),
      appraisalsCompleted: suppressed(predicates.reduce((sum, { employees }) => sum + employees, 0)),
      hoursBooked: counted.HOURS_BOOKED,
      meanIndex,
      services,
    };
  }
}
