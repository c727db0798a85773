import { Injectable } from '@nestjs/common';
import { DomainError, type Page, type StoryEventView } from '@siger/contracts';
import { pageOf, type Paging } from '@siger/service';
import { DataSource } from 'typeorm';

type Row = Omit<StoryEventView, 'time'> & { number: string; at: string; time: Date };

@Injectable()
export class StoryQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** The events of one correlation id in the order in which they were said. */
  async story(correlationId: string, { limit, cursor }: Paging): Promise<Page<StoryEventView>> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT number, id, type, source, topic, key, sequence::int AS sequence, causation_id AS "causationId",
              occurred_at AS time, occurred_at::text AS at
         FROM story_events
        WHERE correlation_id = $1 AND ($2::text IS NULL OR (occurred_at, number) > (($2::json->>0)::timestamptz, ($2::json->>1)::bigint))
        ORDER BY occurred_at, number LIMIT $3`,
      [correlationId, cursor, limit + 1],
    );
    if (rows.length === 0 && cursor === null) throw new DomainError('not-found');
    const { items, next } = pageOf(rows, limit, ({ at, number }) => JSON.stringify([at, number]));
    return { items: items.map(({ number: _, at: __, time, ...event }) => ({ ...event, time: time.toISOString() })), next };
  }
}
