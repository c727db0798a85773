import { DateOnly, DatesOnly, Flag, Id, Nullable, Num, OneOf, Optional, Text, Whole } from '../core/field.js';
import { developmentKinds, learningRecordStatuses } from './values.js';

/** How much was learned, in the measure of the kind: hours, days, dates of sessions, or a count of assignments. */
export class ReviseLearningRecord {
  @Text({ max: 300 }) title!: string;
  @Text({ max: 200 }) organiser!: string;
  @OneOf(developmentKinds) kind!: string;
  @Optional() @Flag() international?: boolean;
  @DateOnly() startsOn!: string;
  @DateOnly() endsOn!: string;
  @Optional() @Num({ min: 0.5, max: 1_000 }) hours?: number;
  @Optional() @Whole({ min: 1, max: 366 }) days?: number;
  @Optional() @DatesOnly({ min: 1, max: 366 }) dates?: string[];
  @Optional() @Whole({ min: 1, max: 100 }) count?: number;
  @Optional() @Text({ max: 500, pattern: '^https://', doc: 'certificate or report' }) evidence?: string;
}
export class SubmitLearningRecord extends ReviseLearningRecord {
  @Optional() @Id() id?: string;
}

/** Why it comes back or does not count; read by the employee only. */
export class JudgeLearningRecord {
  @Text({ max: 1_000 }) note!: string;
}

export class LearningRecordView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9 }) version!: number;
  @Id() employeeId!: string;
  @Text({ max: 300 }) title!: string;
  @Text({ max: 200 }) organiser!: string;
  @OneOf(developmentKinds) kind!: string;
  @Flag() international!: boolean;
  @DateOnly() startsOn!: string;
  @DateOnly() endsOn!: string;
  @Nullable() @Num({ min: 0, max: 1_000 }) hours!: number | null;
  @Nullable() @Whole({ min: 1, max: 366 }) days!: number | null;
  @Nullable() @DatesOnly({ max: 366 }) dates!: string[] | null;
  @Nullable() @Whole({ min: 1, max: 100 }) count!: number | null;
  @Nullable() @Text({ max: 500 }) evidence!: string | null;
  @OneOf(learningRecordStatuses) status!: string;
  @Nullable() @Text({ max: 1_000 }) note!: string | null;
  @Nullable() @Num({ min: 0, max: 10_000, doc: 'JP booked, once verified' }) booked!: number | null;
}

/** Query of the records that the caller may see. */
export class LearningRecordFilter {
  @Optional() @Id() employeeId?: string;
  @Optional() @OneOf(learningRecordStatuses) status?: string;
}
