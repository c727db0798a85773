import { DateOnly, Id, ListOf, Nullable, OneOf, Optional, Text, Whole } from '../core/field.js';
import { unitKinds } from './values.js';

/** A unit's parent from a day on; null for the top of a tree (an agency). */
export class UnitParent {
  @Nullable() @Id() parentId!: string | null;
  @DateOnly() from!: string;
}

export class CreateUnit {
  @Optional() @Id({ doc: 'made by the caller, or absent' }) id?: string;
  @Nullable() @Id({ doc: 'null for an agency' }) parentId!: string | null;
  @Text({ max: 40, doc: 'the code by which the region knows it; unique' }) code!: string;
  @Text({ max: 200 }) name!: string;
  @OneOf(unitKinds) kind!: string;
  @Optional() @Nullable() @Text({ max: 20, doc: 'region code of Kemendagri, for example 18.71' }) regionCode?: string | null;
  @DateOnly({ doc: 'first day' }) from!: string;
}

export class MoveUnit {
  @Id() parentId!: string;
  @DateOnly({ doc: 'first day under the new parent; not later than today' }) from!: string;
}

export class RenameUnit {
  @Text({ max: 200 }) name!: string;
  @Nullable() @Text({ max: 20, doc: 'region code of Kemendagri' }) regionCode!: string | null;
}

export class CloseUnit {
  @DateOnly({ doc: 'last day; not later than today' }) until!: string;
}

export class UnitFilter {
  @Optional() @Id() agencyId?: string;
}

export class UnitView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9, doc: 'the ETag' }) version!: number;
  @Nullable() @Id({ doc: 'parent on the day asked for' }) parentId!: string | null;
  @Id({ doc: 'the top of its tree today' }) agencyId!: string;
  @Text({ max: 40 }) code!: string;
  @Text({ max: 200 }) name!: string;
  @OneOf(unitKinds) kind!: string;
  @Nullable() @Text({ max: 20, doc: 'region code of Kemendagri' }) regionCode!: string | null;
  @Nullable() @DateOnly({ doc: 'last day' }) until!: string | null;
  @ListOf(() => UnitParent, { min: 1, max: 100, doc: 'its parents, oldest first' }) parents!: UnitParent[];
}
