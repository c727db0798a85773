import { event } from '../core/event.js';
import { Id, Nullable, OneOf, Text, Whole } from '../core/field.js';
import { deadReasons } from './values.js';

export class DeadLetterRecorded {
  @Id({ doc: 'the dead letter itself' }) deadLetterId!: string;
  @Text({ max: 40, doc: 'service whose consumer gave up' }) service!: string;
  @Text({ max: 100, doc: 'consumer that gave up' }) consumer!: string;
  @OneOf(deadReasons) reason!: string;
  @Text({ max: 100, doc: 'topic of the event, without the prefix of the environment' }) topic!: string;
  @Whole({ min: 0, max: 100_000 }) partition!: number;
  @Whole({ min: 0, max: Number.MAX_SAFE_INTEGER }) offset!: number;
  @Nullable() @Id({ doc: 'null where the event carried no readable id' }) eventId!: string | null;
}
export const deadLetterRecorded = event({
  type: 'dead-letter.recorded.v1',
  topic: 'platform.dead',
  key: 'deadLetterId',
  payload: DeadLetterRecorded,
  meaning: 'A consumer gave an event up; it says where the event is, never what it holds.',
  since: '0.1.0',
  example: {
    deadLetterId: '018f6f00-0000-7000-8000-0000000000d1',
    service: 'training',
    consumer: 'training.recommendations',
    reason: 'CONTRACT_VIOLATED',
    topic: 'appraisal.events',
    partition: 3,
    offset: 1024,
    eventId: '018f6f00-0000-7000-8000-0000000000e1',
  },
});
