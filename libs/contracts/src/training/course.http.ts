import { DateOnly, Flag, Id, ListOf, Nullable, Num, OneOf, Optional, Text, Whole } from '../core/field.js';
import { CompetencyLevel } from './learner.events.js';
import { courseModes, developmentKinds } from './values.js';

/** A course of the catalogue. `hours` is required for the five PELATIHAN kinds; other kinds count by days, sessions or assignments. */
export class OfferCourse {
  @Optional() @Id() id?: string;
  @Text({ max: 40, pattern: '^[A-Z0-9][A-Z0-9._-]*$' }) code!: string;
  @Text({ max: 300 }) title!: string;
  @Optional() @Text({ max: 2_000 }) description?: string;
  @Text({ max: 200 }) organiser!: string;
  @OneOf(developmentKinds) kind!: string;
  @OneOf(courseModes) mode!: string;
  @Optional() @Num({ min: 0.5, max: 1_000, doc: 'JP of the programme' }) hours?: number;
  @Optional() @Flag() international?: boolean;
  @ListOf(() => CompetencyLevel, { max: 20 }) raises!: CompetencyLevel[];
}

export class CourseView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9 }) version!: number;
  @Text({ max: 40 }) code!: string;
  @Text({ max: 300 }) title!: string;
  @Nullable() @Text({ max: 2_000 }) description!: string | null;
  @Text({ max: 200 }) organiser!: string;
  @OneOf(developmentKinds) kind!: string;
  @OneOf(courseModes) mode!: string;
  @Nullable() @Num({ min: 0, max: 1_000 }) hours!: number | null;
  @Flag() international!: boolean;
  @ListOf(() => CompetencyLevel, { max: 20 }) raises!: CompetencyLevel[];
  @Flag() retired!: boolean;
}

/** Days on which a course is held; `place` for people who come, `link` for people who join online. */
export class ScheduleSession {
  @Optional() @Id() id?: string;
  @Id() courseId!: string;
  @DateOnly() startsOn!: string;
  @DateOnly() endsOn!: string;
  @Optional() @Text({ max: 300 }) place?: string;
  @Optional() @Text({ max: 500, pattern: '^https://' }) link?: string;
  @Whole({ min: 1, max: 100_000 }) seats!: number;
}

export class SessionView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9 }) version!: number;
  @Id() courseId!: string;
  @DateOnly() startsOn!: string;
  @DateOnly() endsOn!: string;
  @Nullable() @Text({ max: 300 }) place!: string | null;
  @Nullable() @Text({ max: 500 }) link!: string | null;
  @Whole({ min: 1, max: 100_000 }) seats!: number;
  @Whole({ min: 0, max: 100_000 }) taken!: number;
}

/** Query of the catalogue. */
export class CourseFilter {
  @Optional() @Text({ max: 60, doc: 'courses that raise this competency' }) competency?: string;
  @Optional() @OneOf(developmentKinds) kind?: string;
}
/** Query of the sessions, by their first day. */
export class SessionFilter {
  @Optional() @Id() courseId?: string;
  @Optional() @DateOnly({ doc: 'sessions that are not over on this day' }) from?: string;
}
