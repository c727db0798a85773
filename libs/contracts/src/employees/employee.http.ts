import { DateOnly, Flag, Id, Instant, ListOf, Nested, Nullable, OneOf, Optional, Text, Whole } from '../core/field.js';
import { CompetencyLevel } from '../training/learner.events.js';
import { Placement } from './employee.events.js';
import { employmentStatuses, positionKinds } from './values.js';

export class PlaceEmployee {
  @Id() unitId!: string;
  @Id() positionId!: string;
  @Optional() @Flag({ doc: 'leads the unit; default false' }) head?: boolean;
  @Optional() @Flag({ doc: 'default true; false for an acting (PLT/PLH) or additional position' }) primary?: boolean;
  @DateOnly() from!: string;
  @Optional() @Nullable() @DateOnly({ doc: 'last day' }) until?: string | null;
}

export class RegisterEmployee {
  @Optional() @Id({ doc: 'made by the caller, or absent' }) id?: string;
  @Text({ max: 40, doc: 'NIP or NI PPPK: 18 digits; spaces and dots are dropped' }) nip!: string;
  @Text({ max: 200 }) name!: string;
  @OneOf(employmentStatuses) status!: string;
  @Optional() @Nested(() => PlaceEmployee) placement?: PlaceEmployee;
}

export class LeaveService {
  @DateOnly({ doc: 'last day; not later than today' }) until!: string;
}

/** `POST /v1/rater-assignments`: the pejabat penilai kinerja of an employee, with validity dates. */
export class AssignRater {
  @Id() employeeId!: string;
  @Id() raterId!: string;
  @DateOnly() from!: string;
  @Optional() @Nullable() @DateOnly({ doc: 'last day' }) until?: string | null;
}

export class RaterAssignmentView {
  @Id() id!: string;
  @Id() employeeId!: string;
  @Id() raterId!: string;
  @DateOnly() from!: string;
  @Nullable() @DateOnly() until!: string | null;
  @Text({ max: 200, doc: 'subject of the token that set it' }) assignedBy!: string;
  @Instant() assignedAt!: string;
}

/** Who rates an employee on a day. */
export class RaterView extends RaterAssignmentView {
  @Text({ max: 200 }) raterName!: string;
}

export class EmployeeFilter {
  @Optional() @Text({ max: 100, doc: 'part of a name, or the beginning of a NIP' }) q?: string;
  @Optional() @Id() unitId?: string;
}

export class RaterFilter {
  @Optional() @Id() employeeId?: string;
  @Optional() @Id() raterId?: string;
}

/** One line of a list: where somebody works on the day asked for. */
export class EmployeeSummary {
  @Id() id!: string;
  @Text({ max: 18 }) nip!: string;
  @Text({ max: 200 }) name!: string;
  @OneOf(employmentStatuses) status!: string;
  @Flag() active!: boolean;
  @Nullable() @Id() unitId!: string | null;
  @Nullable() @Text({ max: 200 }) positionName!: string | null;
  @Nullable() @OneOf(positionKinds) positionKind!: string | null;
  @Nullable() @Flag({ doc: 'leads the unit' }) head!: boolean | null;
}

export class EmployeeView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9, doc: 'the ETag' }) version!: number;
  @Text({ max: 18 }) nip!: string;
  @Text({ max: 200 }) name!: string;
  @OneOf(employmentStatuses) status!: string;
  @Flag() active!: boolean;
  @ListOf(() => Placement, { max: 100 }) placements!: Placement[];
  @ListOf(() => RaterAssignmentView, { max: 200 }) raters!: RaterAssignmentView[];
  @ListOf(() => CompetencyLevel, { max: 200, doc: 'the competency profile that training last published' })
  competencies!: CompetencyLevel[];
}
