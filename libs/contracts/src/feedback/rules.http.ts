import { DateOnly, DatesOnly, Figure, ListOf, Nested, Nullable, Num, OneOf, Optional, SomeOf, Whole } from '../core/field.js';
import { dayTypes } from '../appraisal/rules.http.js';
import { SkmAnswers } from './answers.js';
import { skmElements, skmGrades } from './values.js';

const average = { min: 1, max: 4 };
/** NRR: the mean answer per element, 1-4. */
export class SkmAverages {
  @Num(average) PERSYARATAN!: number;
  @Num(average) PROSEDUR!: number;
  @Num(average) WAKTU!: number;
  @Num(average) BIAYA!: number;
  @Num(average) PRODUK!: number;
  @Num(average) KOMPETENSI!: number;
  @Num(average) PERILAKU!: number;
  @Num(average) PENGADUAN!: number;
  @Num(average) SARANA!: number;
}
export class SkmFigures {
  @Figure() PERSYARATAN!: string;
  @Figure() PROSEDUR!: string;
  @Figure() WAKTU!: string;
  @Figure() BIAYA!: string;
  @Figure() PRODUK!: string;
  @Figure() KOMPETENSI!: string;
  @Figure() PERILAKU!: string;
  @Figure() PENGADUAN!: string;
  @Figure() SARANA!: string;
}

/** Weight of an element: exactly a ninth, or a ninth as some units print it. */
export const skmWeights = ['EXACT', '0.111', '0.11'] as const;
/** PermenPANRB 14/2017: exactly one of `responses` and `averages`. */
export class SkmIndexInput {
  @Optional() @ListOf(() => SkmAnswers, { max: 10_000, doc: 'about as many as a body of 1 MiB holds' }) responses?: SkmAnswers[];
  @Optional() @Nested(() => SkmAverages) averages?: SkmAverages;
  @Optional() @OneOf(skmWeights) weight?: (typeof skmWeights)[number];
}
export class SkmIndexAnswer {
  @Nullable() @Whole({ min: 0, max: 1e9, doc: 'null where averages were given' }) respondents!: number | null;
  @Nullable() @Nested(() => SkmFigures) averages!: SkmFigures | null;
  @Nullable() @Figure({ doc: 'IKM, null where there is no respondent' }) index!: string | null;
  @Nullable() @OneOf(skmGrades) grade!: (typeof skmGrades)[number] | null;
  @SomeOf(skmElements, { max: 9, doc: 'all that tie, in the order of the regulation' }) lowest!: (typeof skmElements)[number][];
}

/** Krejcie and Morgan, as PermenPANRB 14/2017 uses it. */
export class SkmSampleInput {
  @Whole({ min: 0, max: 1e12, doc: 'users of the service in the period' }) population!: number;
}
export class SkmSampleAnswer {
  @Whole({ min: 0, max: 1e12, doc: 'respondents needed' }) sample!: number;
}

export const reportStages = ['VERIFICATION', 'FOLLOW_UP', 'REPORTER_REPLY'] as const;
export const followUpKinds = ['INFORMATION', 'WITHOUT_INSPECTION', 'WITH_INSPECTION', 'ASPIRATION'] as const;
/** SP4N-LAPOR!: `kind` is needed for `FOLLOW_UP` and refused elsewhere. */
export class ReportDeadlineInput {
  @OneOf(reportStages) stage!: (typeof reportStages)[number];
  @Optional() @OneOf(followUpKinds) kind?: (typeof followUpKinds)[number];
  @DateOnly({ doc: 'received, disposed or followed up on: day 0' }) from!: string;
  @Optional() @DatesOnly({ max: 1000, doc: 'replaces the stored holidays' }) holidays?: string[];
  @Optional() @OneOf(dayTypes) dayType?: (typeof dayTypes)[number];
}
export class ReportDeadlineAnswer {
  @DateOnly() dueOn!: string;
}
