import { DateOnly, Figure, Id, ListOf, Nullable, OneOf, Whole } from '../core/field.js';
import { functionalGrades, type FunctionalGrade } from '../employees/values.js';
import { predicates, type Predicate } from './values.js';

export class CreditPointsLine {
  @Id() evaluationId!: string;
  @DateOnly() from!: string;
  @DateOnly() until!: string;
  @OneOf(functionalGrades) grade!: FunctionalGrade;
  @OneOf(predicates) predicate!: Predicate;
  @Whole({ min: 1, max: 600 }) months!: number;
  @Figure() points!: string;
}
/** Angka kredit by conversion (PerBKN 3/2023). Without a functional position: no lines, and `total` is null, not zero. */
export class CreditPointsView {
  @Id() employeeId!: string;
  @ListOf(() => CreditPointsLine, { max: 200 }) lines!: CreditPointsLine[];
  @Nullable() @Figure({ doc: 'sum of the exact values, rounded once' }) total!: string | null;
  @Nullable() @Id() ruleSetId!: string | null;
}
