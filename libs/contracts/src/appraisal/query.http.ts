import { DateOnly, Id, OneOf, Optional, Whole } from '../core/field.js';
import { activityStates, evaluationStates, periodCodes, planStates } from './values.js';

export class CycleQuery {
  @Optional() @Id() agencyId?: string;
  @Optional() @Whole({ min: 2000, max: 2100 }) year?: number;
}

/** Whose: one employee, those whom somebody rates, or a unit with all below it. Without any: what the caller oversees, else the own. */
export class WhoseQuery {
  @Optional() @Id() employeeId?: string;
  @Optional() @Id() raterId?: string;
  @Optional() @Id() unitId?: string;
}
export class PlanQuery extends WhoseQuery {
  @Optional() @Id() cycleId?: string;
  @Optional() @OneOf(planStates) state?: string;
}
export class ActivityQuery extends WhoseQuery {
  @Optional() @Id() planId?: string;
  @Optional() @DateOnly() from?: string;
  @Optional() @DateOnly() until?: string;
  @Optional() @OneOf(activityStates) state?: string;
}
export class EvaluationQuery extends WhoseQuery {
  @Optional() @Id() cycleId?: string;
  @Optional() @OneOf(periodCodes) period?: string;
  @Optional() @OneOf(evaluationStates) state?: string;
}
export class NoteQuery {
  @Id() planId!: string;
}
export class RoleMatrixQuery {
  @Id({ doc: 'plan of the leader' }) planId!: string;
}
export class OrganisationRatingQuery {
  @Optional() @Id() unitId?: string;
  @Optional() @Id() cycleId?: string;
}
export class DistributionQuery {
  @Id() cycleId!: string;
  @OneOf(periodCodes) period!: string;
  @Optional() @Id({ doc: 'default: the caller, unless a unit is given' }) raterId?: string;
  @Optional() @Id() unitId?: string;
}
export class CreditPointsQuery {
  @Optional() @Id({ doc: 'default: the caller' }) employeeId?: string;
}
