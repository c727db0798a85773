import { Id, Nullable, OneOf, Optional, Text } from '../core/field.js';
import { functionalGrades, positionKinds } from './values.js';

export class CreatePosition {
  @Optional() @Id({ doc: 'made by the caller, or absent' }) id?: string;
  @Text({ max: 40, doc: 'the code by which the region knows it; unique' }) code!: string;
  @Text({ max: 200 }) name!: string;
  @OneOf(positionKinds) kind!: string;
  @Optional() @Nullable() @OneOf(functionalGrades, { doc: 'for JF, and only there' }) grade?: string | null;
}

export class PositionView {
  @Id() id!: string;
  @Text({ max: 40 }) code!: string;
  @Text({ max: 200 }) name!: string;
  @OneOf(positionKinds) kind!: string;
  @Nullable() @OneOf(functionalGrades) grade!: string | null;
}
