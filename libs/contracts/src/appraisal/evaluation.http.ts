import { DateOnly, Flag, Id, ListOf, Nested, Nullable, OneOf, Optional, Text, Whole } from '../core/field.js';
import { functionalGrades, type FunctionalGrade } from '../employees/values.js';
import { ActivityEvidence } from './activity.http.js';
import { IndexRealisation } from './plan.http.js';
import {
  aspects,
  behaviours,
  evaluationStates,
  periodCodes,
  periodKinds,
  perspectives,
  predicates,
  type Predicate,
  type Rating,
  ratings,
  resultKinds,
} from './values.js';

export class OpenEvaluation {
  @Optional() @Id({ doc: 'made by the client' }) id?: string;
  @Id() planId!: string;
  @OneOf(periodCodes) period!: string;
}

export class SelfAssessedResult {
  @Id() resultId!: string;
  @Text({ max: 4000, doc: 'realisation, in words' }) realisation!: string;
  @Optional() @ListOf(() => ActivityEvidence, { max: 10 }) evidence?: ActivityEvidence[];
}
export class SelfAssess {
  @ListOf(() => SelfAssessedResult, { max: 50, doc: 'one for every result of the plan' }) results!: SelfAssessedResult[];
  @Optional() @Text({ max: 4000 }) summary?: string;
}

export class RateResult {
  @Id() resultId!: string;
  @OneOf(ratings) rating!: Rating;
  @Optional() @Text({ max: 4000 }) feedback?: string;
}
export class RateBehaviour {
  @OneOf(behaviours) value!: string;
  @OneOf(ratings) rating!: Rating;
  @Optional() @Text({ max: 4000 }) feedback?: string;
}
/** The rater's judgement. The predicate follows from `workResult` and `behaviour` by the rule in force. */
export class Rate {
  @ListOf(() => RateResult, { max: 50, doc: 'one for every result of the plan' }) results!: RateResult[];
  @ListOf(() => RateBehaviour, { max: 7, doc: 'values that the rater judges one by one; may be empty' })
  behaviours!: RateBehaviour[];
  @Optional()
  @OneOf(ratings, { doc: 'overall; left out for the head of a unit, whose organisation rating takes its place' })
  workResult?: Rating;
  @OneOf(ratings, { doc: 'overall' }) behaviour!: Rating;
}

export class SignEvaluation {
  @Optional() @Text({ max: 2000, doc: "the employee's remark" }) remark?: string;
}

/** A finalised evaluation of the past, for migrations; ratings as they were. */
export class FinalisedEvaluation {
  @Id() id!: string;
  @Id() planId!: string;
  @OneOf(periodCodes) period!: string;
  @Optional() @Id({ doc: 'default: who rated the employee on the last day' }) raterId?: string;
  @ListOf(() => RateResult, { max: 50 }) results!: RateResult[];
  @ListOf(() => RateBehaviour, { max: 7 }) behaviours!: RateBehaviour[];
  @OneOf(ratings) workResult!: Rating;
  @OneOf(ratings) behaviour!: Rating;
  @DateOnly() finalisedOn!: string;
}
export class ImportEvaluations {
  @ListOf(() => FinalisedEvaluation, { min: 1, max: 200 }) evaluations!: FinalisedEvaluation[];
}

export class EvaluatedIndicator {
  @Id() indicatorId!: string;
  @Text({ max: 1000 }) description!: string;
  @Nullable() @OneOf(aspects) aspect!: string | null;
  @Nullable() @OneOf(perspectives) perspective!: string | null;
  @Text({ max: 300 }) target!: string;
  @Nullable()
  @Nested(() => IndexRealisation, { doc: 'what arrived by itself, with its source' })
  realisation!: IndexRealisation | null;
}
export class EvaluatedResult {
  @Id() resultId!: string;
  @OneOf(resultKinds) kind!: string;
  @Text({ max: 2000 }) description!: string;
  @ListOf(() => EvaluatedIndicator, { max: 20 }) indicators!: EvaluatedIndicator[];
  @Nullable() @Text({ max: 4000, doc: 'self-assessment' }) realisation!: string | null;
  @ListOf(() => ActivityEvidence, { max: 10 }) evidence!: ActivityEvidence[];
  @Nullable() @OneOf(ratings) rating!: Rating | null;
  @Nullable() @Text({ max: 4000 }) feedback!: string | null;
}
export class EvaluatedBehaviour {
  @OneOf(behaviours) value!: string;
  @Nullable() @Text({ max: 2000 }) expectation!: string | null;
  @Nullable() @OneOf(ratings) rating!: Rating | null;
  @Nullable() @Text({ max: 4000 }) feedback!: string | null;
}

/** Ratings are null for the employee until the evaluation is handed over. */
export class EvaluationView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9 }) version!: number;
  @Id() planId!: string;
  @Whole({ min: 1, max: 1000 }) planEdition!: number;
  @Id() cycleId!: string;
  @Id() employeeId!: string;
  @Id() raterId!: string;
  @Id() unitId!: string;
  @OneOf(periodCodes) period!: string;
  @OneOf(periodKinds) periodKind!: string;
  @DateOnly() from!: string;
  @DateOnly() until!: string;
  @OneOf(evaluationStates) state!: string;
  @Flag() leadsUnit!: boolean;
  @Nullable() @OneOf(functionalGrades, { doc: 'of a functional position, in the period' }) grade!: FunctionalGrade | null;
  @ListOf(() => EvaluatedResult, { max: 50 }) results!: EvaluatedResult[];
  @ListOf(() => EvaluatedBehaviour, { max: 7 }) behaviours!: EvaluatedBehaviour[];
  @Nullable() @Text({ max: 4000 }) summary!: string | null;
  @Nullable() @OneOf(ratings) workResult!: Rating | null;
  @Nullable() @OneOf(ratings) behaviour!: Rating | null;
  @Nullable() @OneOf(predicates) predicate!: Predicate | null;
  @Nullable() @Id({ doc: 'rule set that gave the predicate' }) ruleSetId!: string | null;
  @Nullable() @Id({ doc: 'organisation rating that is the work result of a head of unit' }) organisationRatingId!: string | null;
  @Nullable() @Text({ max: 2000 }) remark!: string | null;
  @Nullable() @DateOnly() handedOverOn!: string | null;
  @Nullable() @DateOnly() signedOn!: string | null;
  @Nullable() @DateOnly() finalisedOn!: string | null;
  @Nullable() @Id({ doc: 'the evaluation that this one corrects' }) supersedes!: string | null;
  @Nullable() @Id({ doc: 'the evaluation that counts instead, after an objection' }) supersededBy!: string | null;
}

export class EvaluationSummary {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9 }) version!: number;
  @Id() planId!: string;
  @Id() cycleId!: string;
  @Id() employeeId!: string;
  @Id() raterId!: string;
  @Id() unitId!: string;
  @OneOf(periodCodes) period!: string;
  @DateOnly() until!: string;
  @OneOf(evaluationStates) state!: string;
  @Nullable() @OneOf(predicates) predicate!: Predicate | null;
}
