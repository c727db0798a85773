import { predicates } from '../appraisal/values.js';
import { DateOnly, Figure, Id, Instant, ListOf, Nullable, Num, OneOf, Text, Whole } from '../core/field.js';
import { skmGrades } from '../feedback/values.js';

const count = { min: 0, max: 1e9 };

export class PredicateCount {
  @OneOf(predicates) predicate!: string;
  @Whole(count) employees!: number;
}

export class ServiceFigure {
  @Id() publicServiceId!: string;
  @Id() unitId!: string;
  @Figure({ doc: 'newest published index (IKM), 25.00-100.00' }) index!: string;
  @OneOf(skmGrades) grade!: string;
  @Whole(count) respondents!: number;
  @DateOnly({ doc: 'last day of its period' }) until!: string;
}

/** A unit and all below it, as far as the events have told. */
export class DashboardView {
  @Id() unitId!: string;
  @Text({ max: 200 }) unitName!: string;
  @Instant() asOf!: string;
  @Whole({ ...count, doc: 'number of the last event contained; the id of the stream' }) lastEvent!: number;
  @Whole({ ...count, doc: 'placed there today' }) employees!: number;
  @Whole({ ...count, doc: 'employees with an established plan' }) plansEstablished!: number;
  @Nullable() @Figure({ doc: 'share of employees with an established plan, percent; null without employees' }) adoption!:
    string | null;
  @Whole(count) activitiesSubmitted!: number;
  @Whole(count) activitiesApproved!: number;
  @Whole({ min: 0, max: 1e12, doc: 'approved minutes' }) activityMinutes!: number;
  @Whole(count) appraisalsCompleted!: number;
  @ListOf(() => PredicateCount, { max: 5 }) predicates!: PredicateCount[];
  @Whole(count) recommendationsMade!: number;
  @Whole(count) recommendationsAccepted!: number;
  @Whole(count) enrolmentsCompleted!: number;
  @Num({ min: 0, max: 1e9, doc: 'hours (JP) booked' }) hoursBooked!: number;
  @Whole(count) certificatesIssued!: number;
  @Whole(count) surveyResponses!: number;
  @ListOf(() => ServiceFigure, { max: 200 }) services!: ServiceFigure[];
}

/** What anyone may read, without an account. Counts of people below five are left out (null). */
export class PublicFiguresView {
  @Instant() asOf!: string;
  @Whole(count) surveyResponses!: number;
  @Nullable() @Whole(count) plansEstablished!: number | null;
  @Nullable() @Whole(count) appraisalsCompleted!: number | null;
  @Num({ min: 0, max: 1e9 }) hoursBooked!: number;
  @Nullable() @Figure({ doc: 'mean of the newest indices of all services' }) meanIndex!: string | null;
  @ListOf(() => ServiceFigure, { max: 200 }) services!: ServiceFigure[];
}
