import { Controller } from '@nestjs/common';
import { dayOf } from '@siger/calendar';
import * as contracts from '@siger/contracts';
import { Directory } from '@siger/directory';
import { OnEvent, readModel, type EventContext } from '@siger/messaging';
import { transaction } from '@siger/service';
import type { Figure } from './figure.js';

const options = readModel({ consumer: 'monitoring.figures', tables: ['plans', 'appraisals', 'service_indices', 'figures'] });

/** Each event adds once to the figures of the unit that it speaks of, or in which its employee works. */
@Controller()
export class FigureConsumer {
  constructor(private readonly directory: Directory) {}

  @OnEvent(contracts.planEstablished, options)
  async planned({ planId, employeeId, unitId, until }: contracts.PlanEstablished) {
    await transaction().query(
      `INSERT INTO plans (plan_id, employee_id, unit_id, until) VALUES ($1, $2, $3, $4)
       ON CONFLICT (plan_id) DO UPDATE SET unit_id = EXCLUDED.unit_id, until = EXCLUDED.until`,
      [planId, employeeId, unitId, until],
    );
  }

  /** An appraisal that corrects another takes its place, also when it is heard first. */
  @OnEvent(contracts.appraisalCompleted, options)
  async completed({ appraisalId, employeeId, unitId, predicate, supersedes }: contracts.AppraisalCompleted) {
    await transaction().query(
      `INSERT INTO appraisals (appraisal_id, employee_id, unit_id, predicate, supersedes) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (appraisal_id) DO UPDATE SET predicate = EXCLUDED.predicate, supersedes = EXCLUDED.supersedes`,
      [appraisalId, employeeId, unitId, predicate, supersedes],
    );
  }

  /** Indexes of one service come under different keys, so in any order: the latest period counts, and of one period the latest word. */
  @OnEvent(contracts.indexPublished, options)
  async published(
    { publicServiceId, unitId, index, grade, respondents, until }: contracts.IndexPublished,
    { meta }: EventContext,
  ) {
    await transaction().query(
      `INSERT INTO service_indices AS known (public_service_id, unit_id, index_value, grade, respondents, until, published_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (public_service_id) DO UPDATE SET unit_id = EXCLUDED.unit_id, index_value = EXCLUDED.index_value, grade = EXCLUDED.grade,
         respondents = EXCLUDED.respondents, until = EXCLUDED.until, published_at = EXCLUDED.published_at
       WHERE (EXCLUDED.until, EXCLUDED.published_at) > (known.until, known.published_at)`,
      [publicServiceId, unitId, index, grade, respondents, until, meta.time],
    );
  }

  @OnEvent(contracts.activitySubmitted, options)
  submitted({ unitId }: contracts.ActivityMoved) {
    return this.add(unitId, 'ACTIVITIES_SUBMITTED');
  }

  @OnEvent(contracts.activityApproved, options)
  async approved({ unitId, minutes }: contracts.ActivityMoved) {
    await this.add(unitId, 'ACTIVITIES_APPROVED');
    await this.add(unitId, 'ACTIVITY_MINUTES', minutes);
  }

  @OnEvent(contracts.recommendationMade, options)
  recommended({ unitId }: contracts.RecommendationMade) {
    return this.add(unitId, 'RECOMMENDATIONS_MADE');
  }

  @OnEvent(contracts.recommendationAccepted, options)
  accepted({ employeeId }: contracts.RecommendationAccepted, event: EventContext) {
    return this.addFor(employeeId, 'RECOMMENDATIONS_ACCEPTED', event);
  }

  @OnEvent(contracts.enrolmentCompleted, options)
  finished({ employeeId }: contracts.EnrolmentCompleted, event: EventContext) {
    return this.addFor(employeeId, 'ENROLMENTS_COMPLETED', event);
  }

  @OnEvent(contracts.hoursBooked, options)
  booked({ employeeId, hours }: contracts.HoursBooked, event: EventContext) {
    return this.addFor(employeeId, 'HOURS_BOOKED', event, hours);
  }

  @OnEvent(contracts.certificateIssued, options)
  certified({ employeeId }: contracts.CertificateIssued, event: EventContext) {
    return this.addFor(employeeId, 'CERTIFICATES_ISSUED', event);
  }

  @OnEvent(contracts.responseReceived, options)
  answered({ unitId }: contracts.ResponseReceived) {
    return this.add(unitId, 'SURVEY_RESPONSES');
  }

  /** Where the employee worked on the day; the directory may hear of a placement later than this event, then the key waits in the park. */
  private async addFor(employeeId: string, figure: Figure, { meta }: EventContext, value = 1) {
    const placement = await this.directory.placementOn(employeeId, dayOf(meta.time));
    if (!placement) throw new Error(`no placement is known yet for an employee of ${meta.type}`);
    await this.add(placement.unitId, figure, value);
  }

  private async add(unitId: string, figure: Figure, value = 1) {
    await transaction().query(
      `INSERT INTO figures (unit_id, figure, value) VALUES ($1, $2, $3)
       ON CONFLICT (unit_id, figure) DO UPDATE SET value = figures.value + EXCLUDED.value`,
      [unitId, figure, value],
    );
  }
}
