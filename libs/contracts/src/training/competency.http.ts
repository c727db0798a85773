import { DateOnly, Id, ListOf, Nullable, OneOf, Optional, Text, Whole } from '../core/field.js';
import { functionalGrades, positionKinds } from '../employees/values.js';
import { competencyTypes, signalKinds } from './values.js';

const CODE = '^[A-Z][A-Z0-9_]*$';

/** What points at a competency: `signal` is a BerAKHLAK value, an element of the SKM, or `KESELURUHAN`. */
export class CompetencySignal {
  @OneOf(signalKinds) kind!: string;
  @Text({ max: 40, pattern: CODE }) signal!: string;
}

export class AddCompetency {
  @Text({ max: 60, pattern: CODE, doc: 'never changes; upper case' }) code!: string;
  @OneOf(competencyTypes) type!: string;
  @Text({ max: 200, doc: 'official Indonesian name' }) name!: string;
  @Optional() @Text({ max: 200 }) nameEn?: string;
  @Text({ max: 300 }) legalBasis!: string;
  @Optional() @ListOf(() => CompetencySignal, { max: 20 }) signals?: CompetencySignal[];
}

export class CompetencyView {
  @Text({ max: 60 }) code!: string;
  @OneOf(competencyTypes) type!: string;
  @Text({ max: 200 }) name!: string;
  @Text({ max: 200 }) nameEn!: string;
  @Text({ max: 300 }) legalBasis!: string;
  @ListOf(() => CompetencySignal, { max: 20 }) signals!: CompetencySignal[];
}

/** A required level; exactly one of `positionId`, `positionKind` (with `grade` for a JF) says for whom. */
export class AddCompetencyStandard {
  @Optional() @Id() id?: string;
  @Text({ max: 60 }) competency!: string;
  @Whole({ min: 1, max: 5 }) level!: number;
  @Optional() @Id() positionId?: string;
  @Optional() @OneOf(positionKinds) positionKind?: string;
  @Optional() @OneOf(functionalGrades) grade?: string;
  @Text({ max: 300 }) legalBasis!: string;
  @DateOnly() effectiveFrom!: string;
  @Optional() @DateOnly() effectiveTo?: string;
}

export class CompetencyStandardView {
  @Id() id!: string;
  @Text({ max: 60 }) competency!: string;
  @Whole({ min: 1, max: 5 }) level!: number;
  @Nullable() @Id() positionId!: string | null;
  @Nullable() @OneOf(positionKinds) positionKind!: string | null;
  @Nullable() @OneOf(functionalGrades) grade!: string | null;
  @Text({ max: 300 }) legalBasis!: string;
  @DateOnly() effectiveFrom!: string;
  @Nullable() @DateOnly() effectiveTo!: string | null;
}

/** Query of the standards in force on a day (`on`, default today). */
export class CompetencyStandardFilter {
  @Optional() @Text({ max: 60 }) competency?: string;
  @Optional() @Id() positionId?: string;
  @Optional() @OneOf(positionKinds) positionKind?: string;
  @Optional() @OneOf(functionalGrades) grade?: string;
}
