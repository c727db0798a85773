import { DateOnly, Id, Nullable, OneOf, Optional, Text } from '../core/field.js';
import { behaviours, noteKinds, noteRelations } from './values.js';

/** Feedback or a piece of the performance dialogue, about one result or one value. */
export class GiveNote {
  @Optional() @Id({ doc: 'made by the client' }) id?: string;
  @Id() planId!: string;
  @OneOf(noteKinds) kind!: string;
  @Optional() @Id() resultId?: string;
  @Optional() @OneOf(behaviours) behaviour?: string;
  @Text({ max: 4000 }) text!: string;
  @Optional() @DateOnly({ doc: 'default: today' }) givenOn?: string;
}
export class NoteView {
  @Id() id!: string;
  @Id() planId!: string;
  @Id() employeeId!: string;
  @Nullable() @Id({ doc: 'null for the person concerned, when it comes from a colleague' }) authorId!: string | null;
  @OneOf(noteRelations) relation!: string;
  @OneOf(noteKinds) kind!: string;
  @Nullable() @Id() resultId!: string | null;
  @Nullable() @OneOf(behaviours) behaviour!: string | null;
  @Text({ max: 4000 }) text!: string;
  @DateOnly() givenOn!: string;
}
