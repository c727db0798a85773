import { Injectable, Inject } from '@nestjs/common';
import { DomainError, type ParkedEventDetail, type ParkedEventView, type ParkedQuery, type ParkedState } from '@siger/contracts';
import type { Paging } from '@siger/service';
import { DataSource } from 'typeorm';
import { Consumers } from '../consumers.js';
import { NO_SEQUENCE, NOT_OF_A_REBUILD } from '../inbox/parking.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { maskedPayload } from './masked.js';
import { maskedHeaders, maskedKey, maskedType } from './masked-envelope.js';

const OPEN: readonly ParkedState[] = ['parked', 'dead'];
const isNumber = (text: string) => /^[1-9][0-9]{0,17}$/.test(text);

const FIELDS = `seq AS id, consumer, key, status, event_id AS "eventId", sequence, attempts, error, meta,
  parked_at AS "parkedAt", next_at AS "nextAt"`;
const LIST = `
SELECT ${FIELDS} FROM inbox_parked
WHERE status = ANY ($1) AND ${NOT_OF_A_REBUILD} AND ($2::text IS NULL OR consumer = $2) AND ($3::text IS NULL OR meta->'headers'->>'ce_type' = $3)
  AND ($4::text IS NULL OR key = $4) AND ($5::bigint IS NULL OR seq < $5)
ORDER BY seq DESC LIMIT $6`;
const ONE = `SELECT ${FIELDS}, payload FROM inbox_parked WHERE seq = $1 AND ${NOT_OF_A_REBUILD}`;
const BEFORE = `
SELECT seq AS id FROM inbox_parked
WHERE consumer = $1 AND key = $2 AND status IN ('parked', 'dead') AND (sequence, seq) < ($3::bigint, $4::bigint)
ORDER BY sequence, seq LIMIT 1000`;

interface Row {
  id: string;
  consumer: string;
  key: string;
  status: ParkedState;
  eventId: string | null;
  sequence: string;
  attempts: number;
  error: string | null;
  meta: { topic: string; partition: number; offset: number; headers: Record<string, string> };
  parkedAt: Date;
  nextAt: Date;
}

const viewOf = ({
  id,
  consumer,
  key,
  status,
  eventId,
  sequence,
  attempts,
  error,
  meta,
  parkedAt,
  nextAt,
}: Row): ParkedEventView => ({
  ...{ id, consumer, status, eventId, attempts, error },
  key: maskedKey(key),
  type: maskedType(meta.headers['ce_type']),
  sequence: Number(sequence) === NO_SEQUENCE ? null : Number(sequence),
  ...{ topic: meta.topic, partition: meta.partition, offset: meta.offset },
  parkedAt: parkedAt.toISOString(),
  nextAt: status === 'parked' ? nextAt.toISOString() : null,
});

/** Reads of what could not be handled; the newest first. */
@Injectable()
export class ParkedQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly consumers: Consumers,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  /** One row more than the page. A consumer that is gone may be asked for as long as events of it are kept. */
  async list({ consumer, status, type, key }: ParkedQuery, { limit, cursor }: Paging): Promise<ParkedEventView[]> {
    if (cursor && !isNumber(cursor)) throw new DomainError('invalid-parameter', {}, [cursorFault]);
    const wanted = [status ? [status] : OPEN, consumer ?? null, type ?? null, key ?? null, cursor, limit + 1];
    const rows = await this.dataSource.query<Row[]>(LIST, wanted);
    if (consumer && rows.length === 0 && !cursor) this.assertConsumer(consumer);
    return rows.map(viewOf);
  }

  async one(id: string): Promise<ParkedEventDetail> {
    const { service } = this.options;
    const [row] = isNumber(id) ? await this.dataSource.query<(Row & { payload: Buffer | null })[]>(ONE, [id]) : [];
    if (!row) throw new DomainError('unknown-parked-event', { service, event: id });
    const before = await this.dataSource.query<{ id: string }[]>(BEFORE, [row.consumer, row.key, row.sequence, row.id]);
    const { topic, headers } = row.meta;
    const payload = maskedPayload(row.payload, topic, headers['ce_type']);
    return { ...viewOf(row), headers: maskedHeaders(headers), payload, before: before.map((earlier) => earlier.id) };
  }

  private assertConsumer(consumer: string) {
    const { service } = this.options;
    const known = this.consumers.all().join(', ') || '-';
    if (!this.consumers.has(consumer)) throw new DomainError('unknown-consumer', { service, consumer, known });
  }
}

const cursorFault = { pointer: '/cursor', code: 'range', detail: 'next' };
