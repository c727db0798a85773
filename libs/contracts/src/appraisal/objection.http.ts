import { DateOnly, Flag, Id, Nullable, OneOf, Optional, Text, Whole } from '../core/field.js';
import { objectionOutcomes, objectionStates, ratings, type Rating } from './values.js';

/** PP 30/2019 art. 59: keberatan, to the superior of the rater. */
export class FileObjection {
  @Optional() @Id({ doc: 'made by the client' }) id?: string;
  @Id() evaluationId!: string;
  @Text({ max: 4000 }) reason!: string;
}
export class DecideObjection {
  @OneOf(objectionOutcomes) outcome!: string;
  @Optional() @OneOf(ratings, { doc: 'the new overall rating, when it is changed' }) workResult?: Rating;
  @Optional() @OneOf(ratings, { doc: 'the new overall rating, when it is changed' }) behaviour?: Rating;
  @Text({ max: 4000 }) consideration!: string;
}
export class ObjectionView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9 }) version!: number;
  @Id() evaluationId!: string;
  @Id() employeeId!: string;
  @Id() raterId!: string;
  @Id() unitId!: string;
  @OneOf(objectionStates) state!: string;
  @Text({ max: 4000 }) reason!: string;
  @DateOnly() filedOn!: string;
  @DateOnly({ doc: 'last day on which it could be filed' }) lastDay!: string;
  @Id({ doc: 'rule set that gave the last day' }) ruleSetId!: string;
  @Nullable() @Text({ max: 4000 }) consideration!: string | null;
  @Nullable() @DateOnly() decidedOn!: string | null;
  @Nullable() @Id({ doc: 'the evaluation that counts after it' }) correctedBy!: string | null;
  @Flag() final!: boolean;
}
