import { DateOnly, Flag, Id, Nullable, Num, OneOf, Optional, Text, Whole } from '../core/field.js';
import { developmentKinds, enrolmentStatuses } from './values.js';

/** Without `employeeId` the caller asks for a seat for itself. */
export class RequestEnrolment {
  @Optional() @Id() id?: string;
  @Id() sessionId!: string;
  @Optional() @Id() employeeId?: string;
  @Optional() @Id({ doc: 'the recommendation that it answers' }) recommendationId?: string;
}

export class EnrolmentView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9 }) version!: number;
  @Id() sessionId!: string;
  @Id() courseId!: string;
  @Id() employeeId!: string;
  @Nullable() @Id() recommendationId!: string | null;
  @OneOf(enrolmentStatuses) status!: string;
  @Nullable() @Text({ max: 60, doc: 'once completed' }) certificateCode!: string | null;
  @Nullable() @Num({ min: 0, max: 10_000, doc: 'JP booked, once completed' }) hours!: number | null;
}

/** What anyone who has the code may see: the course in full, the holder masked. */
export class CertificateView {
  @Text({ max: 60 }) code!: string;
  @Flag() valid!: boolean;
  @Text({ max: 200, doc: 'masked name, for example S*** R********' }) holder!: string;
  @Text({ max: 300 }) course!: string;
  @Text({ max: 200 }) organiser!: string;
  @OneOf(developmentKinds) kind!: string;
  @Num({ min: 0, max: 10_000 }) hours!: number;
  @DateOnly() startsOn!: string;
  @DateOnly() endsOn!: string;
  @DateOnly() issuedOn!: string;
}

/** Query of the enrolments that the caller may see. */
export class EnrolmentFilter {
  @Optional() @Id() employeeId?: string;
  @Optional() @Id() sessionId?: string;
  @Optional() @OneOf(enrolmentStatuses) status?: string;
}
