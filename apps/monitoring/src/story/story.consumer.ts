import { Controller } from '@nestjs/common';
import { OnAnyEvent, readModel, type EventContext } from '@siger/messaging';
import { transaction } from '@siger/service';
import { topics, type TopicName } from '@siger/contracts';

/** Snapshots are compacted and dead letters end after 90 days: what was noted of them stays. */
const stories = readModel({
  consumer: 'monitoring.stories',
  tables: ['story_events'],
  kept: { story_events: `topic NOT LIKE '%.events'` },
});

/** What happened, with which cause: never the payload, which a snapshot fills with personal data. */
@Controller()
export class StoryConsumer {
  @OnAnyEvent({ ...stories, topics: Object.keys(topics) as TopicName[] })
  async remember(_data: unknown, { meta }: EventContext) {
    await transaction().query(
      `INSERT INTO story_events (id, type, source, topic, key, sequence, correlation_id, causation_id, occurred_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`,
      [
        meta.id,
        meta.type,
        meta.source,
        meta.topic,
        meta.key,
        meta.sequence,
        meta.correlationId,
        meta.causationId ?? null,
        meta.time,
      ],
    );
  }
}
