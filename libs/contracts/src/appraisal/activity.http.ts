import { DateOnly, Id, ListOf, Nullable, Num, OneOf, Optional, Text, Whole } from '../core/field.js';
import { activityStates, evidenceKinds } from './values.js';

export class ActivityEvidence {
  @OneOf(evidenceKinds, { doc: 'TAUTAN needs `url`, KETERANGAN needs `text`' }) kind!: string;
  @Optional() @Text({ max: 2000, pattern: '^https?://\\S+$' }) url?: string;
  @Optional() @Text({ max: 2000 }) text?: string;
}

/** What was done on a day; also the body that replaces a draft. */
export class ActivityEntry {
  @Id() planId!: string;
  @Optional() @Id({ doc: 'result of the plan that it serves' }) resultId?: string;
  @DateOnly() date!: string;
  @Whole({ min: 0, max: 1439, doc: 'minutes since midnight, Asia/Jakarta' }) startMinute!: number;
  @Whole({ min: 1, max: 1440, doc: 'minutes since midnight, Asia/Jakarta' }) endMinute!: number;
  @Text({ max: 2000 }) description!: string;
  @Num({ min: 0, max: 1e6 }) volume!: number;
  @Text({ max: 200, doc: 'what was produced, the unit of the volume: berkas, laporan' }) output!: string;
  @ListOf(() => ActivityEvidence, { max: 10 }) evidence!: ActivityEvidence[];
}
export class CreateActivity extends ActivityEntry {
  @Optional() @Id({ doc: 'made by the client' }) id?: string;
}
export class LoggedActivity extends ActivityEntry {
  @Id() id!: string;
  @OneOf(activityStates) state!: string;
}
export class ImportActivities {
  @ListOf(() => LoggedActivity, { min: 1, max: 500 }) activities!: LoggedActivity[];
}

export class ActivityView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9 }) version!: number;
  @Id() planId!: string;
  @Id() employeeId!: string;
  @Id() unitId!: string;
  @Nullable() @Id() resultId!: string | null;
  @DateOnly() date!: string;
  @Whole({ min: 0, max: 1439 }) startMinute!: number;
  @Whole({ min: 1, max: 1440 }) endMinute!: number;
  @Text({ max: 2000 }) description!: string;
  @Num({ min: 0, max: 1e6 }) volume!: number;
  @Text({ max: 200 }) output!: string;
  @ListOf(() => ActivityEvidence, { max: 10 }) evidence!: ActivityEvidence[];
  @OneOf(activityStates) state!: string;
  @Nullable() @Text({ max: 2000, doc: 'why it was rejected' }) reason!: string | null;
}
