import { event } from '../core/event.js';
import { DateOnly, Id, Nullable, Whole } from '../core/field.js';

export class ActivityMoved {
  @Id() activityId!: string;
  @Id() planId!: string;
  @Nullable() @Id() resultId!: string | null;
  @Id() employeeId!: string;
  @Id() unitId!: string;
  @DateOnly() date!: string;
  @Whole({ min: 1, max: 1440, doc: 'minutes worked' }) minutes!: number;
}
const moved = (verb: string, meaning: string) =>
  event({
    type: `activity.${verb}.v1`,
    topic: 'appraisal.events',
    key: 'activityId',
    payload: ActivityMoved,
    meaning,
    since: '0.1.0',
    example: {
      activityId: '018f6f00-0000-7000-8000-000000000107',
      planId: '018f6f00-0000-7000-8000-000000000103',
      resultId: '018f6f00-0000-7000-8000-000000000104',
      employeeId: '018f6f00-0000-7000-8000-000000000011',
      unitId: '018f6f00-0000-7000-8000-000000000001',
      date: '2026-03-02',
      minutes: 90,
    },
  });
export const activitySubmitted = moved('submitted', 'The employee hands a logged activity to the rater.');
export const activityApproved = moved('approved', 'The rater accepts the activity; its minutes count.');
export const activityRejected = moved('rejected', 'The rater does not accept the activity.');
