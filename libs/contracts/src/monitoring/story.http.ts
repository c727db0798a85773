import { Id, Instant, Nullable, Text, Whole } from '../core/field.js';

/** One event of a story; its payload stays on the topic. */
export class StoryEventView {
  @Id() id!: string;
  @Text({ max: 100 }) type!: string;
  @Text({ max: 100, doc: 'the owning service' }) source!: string;
  @Text({ max: 100 }) topic!: string;
  @Text({ max: 100, doc: 'id of the aggregate' }) key!: string;
  @Whole({ min: 1, max: 1e9, doc: 'counts the events of the aggregate' }) sequence!: number;
  @Nullable() @Id({ doc: 'the event that caused this one' }) causationId!: string | null;
  @Instant() time!: string;
}
