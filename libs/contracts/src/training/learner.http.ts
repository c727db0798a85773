import { DateOnly, Flag, Id, ListOf, Nullable, Nested, Num, OneOf, Optional, Text, Whole } from '../core/field.js';
import { developmentKinds, hoursSources, levelSources } from './values.js';
import { CompetencyLevel } from './learner.events.js';

/** The levels that an assessment found; levels it does not name stay as they are. */
export class AssessLearner {
  @DateOnly() assessedOn!: string;
  @ListOf(() => CompetencyLevel, { min: 1, max: 200 }) competencies!: CompetencyLevel[];
}

export class ProfileLevel {
  @Text({ max: 60 }) competency!: string;
  @Whole({ min: 1, max: 5 }) level!: number;
  @OneOf(levelSources) source!: string;
  @Nullable() @Id({ doc: 'the enrolment or learning record that raised it' }) sourceId!: string | null;
  @DateOnly() since!: string;
}

/** `gap = actual - standard`; negative is a need (PermenPANRB 38/2017). Null where the level was never assessed. */
export class CompetencyGap {
  @Text({ max: 60 }) competency!: string;
  @Whole({ min: 1, max: 5 }) standard!: number;
  @Nullable() @Whole({ min: 1, max: 5 }) actual!: number | null;
  @Nullable() @Whole({ min: -4, max: 4 }) gap!: number | null;
}

export class BookedHours {
  @Id() id!: string;
  @OneOf(developmentKinds) kind!: string;
  @Text({ max: 300 }) title!: string;
  @Text({ max: 200 }) organiser!: string;
  @DateOnly() startsOn!: string;
  @DateOnly({ doc: 'the year of this day gets the hours' }) endsOn!: string;
  @Num({ min: 0, max: 10_000 }) hours!: number;
  @OneOf(hoursSources) source!: string;
  @Id() sourceId!: string;
}

/** Hours (JP, 45 minutes) of one year against the target in force. */
export class HoursOfYear {
  @Whole({ min: 1900, max: 9999 }) year!: number;
  @Num({ min: 0, max: 100_000 }) booked!: number;
  @Num({ min: 0, max: 1_000 }) target!: number;
  @Flag() met!: boolean;
  @Id() ruleSetId!: string;
  @Text({ max: 500 }) legalBasis!: string;
  @ListOf(() => BookedHours, { max: 1_000 }) entries!: BookedHours[];
}

export class LearnerView {
  @Id() employeeId!: string;
  @Whole({ min: 0, max: 1e9, doc: '0 until a level is known' }) version!: number;
  @ListOf(() => ProfileLevel, { max: 200 }) competencies!: ProfileLevel[];
  @ListOf(() => CompetencyGap, { max: 200 }) gaps!: CompetencyGap[];
  @Nullable() @Nested(() => HoursOfYear) hours!: HoursOfYear | null;
}

/** Query of a learner. */
export class LearnerFilter {
  @Optional() @Whole({ min: 1900, max: 9999, doc: 'whose hours; default this year' }) year?: number;
}
