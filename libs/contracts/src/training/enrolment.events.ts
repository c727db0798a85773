import { event } from '../core/event.js';
import { DateOnly, Id, Nullable, Num, OneOf, Whole } from '../core/field.js';
import { developmentKinds, hoursSources } from './values.js';

const enrolmentId = '018f6f00-0000-7000-8000-000000000304';
const sessionId = '018f6f00-0000-7000-8000-000000000303';
const courseId = '018f6f00-0000-7000-8000-000000000302';
const employeeId = '018f6f00-0000-7000-8000-000000000011';
const place = { enrolmentId, sessionId, employeeId };

export class EnrolmentRequested {
  @Id() enrolmentId!: string;
  @Id() sessionId!: string;
  @Id() courseId!: string;
  @Id() employeeId!: string;
  @Nullable() @Id({ doc: 'the recommendation that it answers' }) recommendationId!: string | null;
}
export const enrolmentRequested = event({
  type: 'enrolment.requested.v1',
  topic: 'training.events',
  key: 'enrolmentId',
  payload: EnrolmentRequested,
  meaning: 'An employee asks for a seat in a session.',
  since: '0.1.0',
  example: { ...place, courseId, recommendationId: '018f6f00-0000-7000-8000-000000000301' },
});

/** The same three ids say whose place in which session moved on. */
class EnrolmentMoved {
  @Id() enrolmentId!: string;
  @Id() sessionId!: string;
  @Id() employeeId!: string;
}
export class EnrolmentApproved extends EnrolmentMoved {}
export class EnrolmentWaitlisted extends EnrolmentMoved {}
export class EnrolmentAttended extends EnrolmentMoved {}
export class EnrolmentCancelled extends EnrolmentMoved {}

export const enrolmentApproved = event({
  type: 'enrolment.approved.v1',
  topic: 'training.events',
  key: 'enrolmentId',
  payload: EnrolmentApproved,
  meaning: 'The employee has a seat.',
  since: '0.1.0',
  example: place,
});
export const enrolmentWaitlisted = event({
  type: 'enrolment.waitlisted.v1',
  topic: 'training.events',
  key: 'enrolmentId',
  payload: EnrolmentWaitlisted,
  meaning: 'Approved, but the session is full: the employee gets the next seat that becomes free.',
  since: '0.1.0',
  example: place,
});
export const enrolmentAttended = event({
  type: 'enrolment.attended.v1',
  topic: 'training.events',
  key: 'enrolmentId',
  payload: EnrolmentAttended,
  meaning: 'The employee came.',
  since: '0.1.0',
  example: place,
});
export const enrolmentCancelled = event({
  type: 'enrolment.cancelled.v1',
  topic: 'training.events',
  key: 'enrolmentId',
  payload: EnrolmentCancelled,
  meaning: 'The seat, or the wish for one, was given up.',
  since: '0.1.0',
  example: place,
});

export class EnrolmentCompleted {
  @Id() enrolmentId!: string;
  @Id() sessionId!: string;
  @Id() courseId!: string;
  @Id() employeeId!: string;
  @DateOnly() endsOn!: string;
  @Id() certificateId!: string;
}
export const enrolmentCompleted = event({
  type: 'enrolment.completed.v1',
  topic: 'training.events',
  key: 'enrolmentId',
  payload: EnrolmentCompleted,
  meaning: 'The employee finished the training; hours, certificate and competencies follow from it.',
  since: '0.1.0',
  example: { ...place, courseId, endsOn: '2027-02-03', certificateId: '018f6f00-0000-7000-8000-000000000305' },
});

export class CertificateIssued {
  @Id() certificateId!: string;
  @Id() enrolmentId!: string;
  @Id() courseId!: string;
  @Id() employeeId!: string;
  @DateOnly() issuedOn!: string;
}
export const certificateIssued = event({
  type: 'certificate.issued.v1',
  topic: 'training.events',
  key: 'certificateId',
  payload: CertificateIssued,
  meaning: 'A certificate exists that anyone who has its code can verify. The code itself is not told here.',
  since: '0.1.0',
  example: {
    certificateId: '018f6f00-0000-7000-8000-000000000305',
    enrolmentId,
    courseId,
    employeeId,
    issuedOn: '2027-02-04',
  },
});

export class HoursBooked {
  @Id({ doc: 'the ledger entry' }) hoursId!: string;
  @Id() employeeId!: string;
  @OneOf(developmentKinds, { doc: 'form of development' }) kind!: string;
  @Num({ min: 0, max: 10_000, doc: 'JP of 45 minutes that count' }) hours!: number;
  @Whole({ min: 1900, max: 9999, doc: 'year of the last day' }) year!: number;
  @DateOnly() endsOn!: string;
  @OneOf(hoursSources) source!: string;
  @Id({ doc: 'the enrolment or learning record' }) sourceId!: string;
  @Id() ruleSetId!: string;
}
export const hoursBooked = event({
  type: 'hours.booked.v1',
  topic: 'training.events',
  key: 'hoursId',
  payload: HoursBooked,
  meaning: 'Hours (JP) of development count for an employee in a year.',
  since: '0.1.0',
  example: {
    hoursId: '018f6f00-0000-7000-8000-000000000306',
    employeeId,
    kind: 'PELATIHAN_TEKNIS',
    hours: 20,
    year: 2027,
    endsOn: '2027-02-03',
    source: 'ENROLMENT',
    sourceId: enrolmentId,
    ruleSetId: '018f6f00-0000-7000-8000-0000000000b1',
  },
});
