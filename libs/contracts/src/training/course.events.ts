import { event } from '../core/event.js';
import { DateOnly, Id, ListOf, Num, OneOf, Whole } from '../core/field.js';
import { CompetencyLevel } from './learner.events.js';
import { courseModes, developmentKinds } from './values.js';

const courseId = '018f6f00-0000-7000-8000-000000000302';

export class CourseOffered {
  @Id() courseId!: string;
  @OneOf(developmentKinds, { doc: 'form of development' }) kind!: string;
  @OneOf(courseModes) mode!: string;
  @Num({ min: 0, max: 1_000, doc: 'JP of the programme; 0 where the kind is counted otherwise' }) hours!: number;
  @ListOf(() => CompetencyLevel, { max: 20, doc: 'levels that it raises to' }) raises!: CompetencyLevel[];
}
export const courseOffered = event({
  type: 'course.offered.v1',
  topic: 'training.events',
  key: 'courseId',
  payload: CourseOffered,
  meaning: 'The catalogue has a course.',
  since: '0.1.0',
  example: {
    courseId,
    kind: 'PELATIHAN_TEKNIS',
    mode: 'ONSITE',
    hours: 20,
    raises: [{ competency: 'PELAYANAN_PUBLIK', level: 2 }],
  },
});

export class CourseRetired {
  @Id() courseId!: string;
}
export const courseRetired = event({
  type: 'course.retired.v1',
  topic: 'training.events',
  key: 'courseId',
  payload: CourseRetired,
  meaning: 'A course is no longer offered or recommended.',
  since: '0.1.0',
  example: { courseId },
});

export class SessionScheduled {
  @Id() sessionId!: string;
  @Id() courseId!: string;
  @DateOnly() startsOn!: string;
  @DateOnly() endsOn!: string;
  @Whole({ min: 1, max: 100_000, doc: 'places in the session' }) seats!: number;
}
export const sessionScheduled = event({
  type: 'session.scheduled.v1',
  topic: 'training.events',
  key: 'sessionId',
  payload: SessionScheduled,
  meaning: 'A course is held on these days, with this many seats.',
  since: '0.1.0',
  example: {
    sessionId: '018f6f00-0000-7000-8000-000000000303',
    courseId,
    startsOn: '2027-02-01',
    endsOn: '2027-02-03',
    seats: 30,
  },
});
