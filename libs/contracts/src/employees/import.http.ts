import { DateOnly, Flag, Id, ListOf, Nested, Nullable, OneOf, Optional, Text, Whole } from '../core/field.js';
import { employmentStatuses, functionalGrades, importOutcomes, positionKinds, unitKinds } from './values.js';

export class ImportUnit {
  @Optional() @Id({ doc: 'made by the caller, or absent; used when the code is new' }) id?: string;
  @Text({ max: 40 }) code!: string;
  @Nullable() @Text({ max: 40, doc: 'null for an agency; may stand earlier in this document' }) parentCode!: string | null;
  @Text({ max: 200 }) name!: string;
  @OneOf(unitKinds) kind!: string;
  @Optional() @Nullable() @Text({ max: 20, doc: 'region code of Kemendagri' }) regionCode?: string | null;
  @DateOnly({ doc: 'first day under this parent' }) from!: string;
}

export class ImportPosition {
  @Optional() @Id({ doc: 'made by the caller, or absent; used when the code is new' }) id?: string;
  @Text({ max: 40 }) code!: string;
  @Text({ max: 200 }) name!: string;
  @OneOf(positionKinds) kind!: string;
  @Optional() @Nullable() @OneOf(functionalGrades, { doc: 'for JF, and only there' }) grade?: string | null;
}

export class ImportPlacement {
  @Text({ max: 40 }) unitCode!: string;
  @Text({ max: 40 }) positionCode!: string;
  @Optional() @Flag({ doc: 'leads the unit; default false' }) head?: boolean;
  @DateOnly() from!: string;
}

export class ImportRater {
  @Text({ max: 40, doc: 'NIP of the rater, who may stand anywhere in this document' }) nip!: string;
  @DateOnly() from!: string;
}

export class ImportEmployee {
  @Optional() @Id({ doc: 'made by the caller, or absent; used when the NIP is new' }) id?: string;
  @Text({ max: 40, doc: 'NIP or NI PPPK: the reference by which a repeated row is known' }) nip!: string;
  @Text({ max: 200 }) name!: string;
  @OneOf(employmentStatuses) status!: string;
  @Optional() @Nested(() => ImportPlacement) placement?: ImportPlacement;
  @Optional() @Nested(() => ImportRater) rater?: ImportRater;
}

/** One document, read in the order units, positions, employees. A repeated row changes nothing; a refused row leaves the others. */
export class ImportDocument {
  @Optional() @ListOf(() => ImportUnit, { max: 500 }) units?: ImportUnit[];
  @Optional() @ListOf(() => ImportPosition, { max: 500 }) positions?: ImportPosition[];
  @Optional() @ListOf(() => ImportEmployee, { max: 500 }) employees?: ImportEmployee[];
}

export class ImportedRow {
  @Text({ max: 200, doc: 'JSON pointer of the row in the document' }) pointer!: string;
  @OneOf(importOutcomes) outcome!: string;
  @Nullable() @Id({ doc: 'null where the row was refused' }) id!: string | null;
  @Nullable() @Text({ max: 100, doc: 'why the row was refused: an error code' }) code!: string | null;
}

export class ImportView {
  @Whole({ min: 0, max: 1500 }) created!: number;
  @Whole({ min: 0, max: 1500 }) changed!: number;
  @Whole({ min: 0, max: 1500 }) unchanged!: number;
  @Whole({ min: 0, max: 1500 }) refused!: number;
  @ListOf(() => ImportedRow, { max: 1500 }) rows!: ImportedRow[];
}
