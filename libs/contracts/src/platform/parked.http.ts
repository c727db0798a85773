import { defineErrors } from '../core/error.js';
import { Id, Instant, ListOf, Nullable, OneOf, Optional, Text, Texts, Whole } from '../core/field.js';
import { discardReasons, parkedStates } from './values.js';

/** Which events: those that are still open (parked or dead) unless a status is asked for. */
export class ParkedQuery {
  @Optional() @Text({ max: 100, doc: 'consumer, as in `training.recommendations`' }) consumer?: string;
  @Optional() @OneOf(parkedStates) status?: string;
  @Optional() @Text({ max: 100, doc: 'type of the event' }) type?: string;
  @Optional() @Text({ max: 200, doc: 'id of the aggregate' }) key?: string;
}

export class ParkedEventView {
  @Text({ max: 20, doc: 'id within the service' }) id!: string;
  @Text({ max: 100, doc: 'consumer that could not handle it' }) consumer!: string;
  @Text({ max: 200, doc: 'id of the aggregate; events of one key keep their order' }) key!: string;
  @OneOf(parkedStates, { doc: 'parked: waits for a try; dead: given up; done; discarded' }) status!: string;
  @Nullable() @Id({ doc: 'null where the record has no readable id' }) eventId!: string | null;
  @Nullable() @Text({ max: 100 }) type!: string | null;
  @Nullable() @Whole({ min: 0, max: 1e15, doc: 'place among the events of its key; null of a tombstone' }) sequence!:
    number | null;
  @Text({ max: 100 }) topic!: string;
  @Whole({ min: 0, max: 100_000 }) partition!: number;
  @Whole({ min: 0, max: Number.MAX_SAFE_INTEGER }) offset!: number;
  @Whole({ min: 0, max: 1_000, doc: 'tries so far' }) attempts!: number;
  @Nullable() @Text({ max: 400, doc: 'what the last try failed with; null while it only waits for its turn' }) error!:
    string | null;
  @Instant() parkedAt!: string;
  @Nullable() @Instant({ doc: 'when it is tried again; null unless it is parked' }) nextAt!: string | null;
}

export class RecordHeader {
  @Text({ max: 200 }) name!: string;
  @Text({ min: 0, max: 4_000 }) value!: string;
}

/** One event with its headers and what may be shown of its content. */
export class ParkedEventDetail extends ParkedEventView {
  @ListOf(() => RecordHeader, { max: 200 }) headers!: RecordHeader[];
  @Nullable()
  @Text({ max: 2_000_000, doc: 'the content as JSON text, every free text hidden; null where there is none any more' })
  payload!: string | null;
  @Texts({ max: 1_000, maxLength: 20, doc: 'events of its key that come before it and are still parked or dead' })
  before!: string[];
}

const ids = { min: 1, max: 200, maxLength: 20, doc: 'all of them, or none if one of them cannot be' };
export class RedriveParked {
  @Texts(ids) ids!: string[];
}
export class DiscardParked {
  @Texts(ids) ids!: string[];
  @OneOf(discardReasons, { doc: 'kept in the audit chain' }) reason!: string;
  @Optional() @Text({ max: 200, doc: 'kept with the event for ninety days; no names' }) note?: string;
}
export class SettledView {
  @Whole({ min: 0, max: 200 }) events!: number;
}

export const parkedErrors = defineErrors({
  'unknown-consumer': {
    status: 404,
    id: 'Layanan {service} tidak mempunyai consumer {consumer}; yang ada: {known}.',
    en: 'The service {service} has no consumer {consumer}; it has: {known}.',
  },
  'consumer-is-gone': {
    status: 409,
    id: 'Consumer {consumer} dari peristiwa {event} sudah tidak ada di {service}; buang peristiwa itu, atau jalankan versi yang masih memilikinya.',
    en: 'The consumer {consumer} of event {event} is no longer part of {service}; discard the event, or run a version that has it.',
  },
  'unknown-parked-event': {
    status: 404,
    id: 'Layanan {service} tidak menyimpan peristiwa {event}.',
    en: 'The service {service} keeps no event {event}.',
  },
  'parked-event-settled': {
    status: 409,
    id: 'Peristiwa {event} sudah selesai ({status}).',
    en: 'The event {event} is settled already ({status}).',
  },
  'parked-event-not-first': {
    status: 409,
    id: 'Sebelum peristiwa {event} ada peristiwa mati {before} dengan kunci yang sama; ulangi keduanya sekaligus, atau buang {before} lebih dahulu.',
    en: 'Before event {event} the same key has the dead event {before}; re-drive both at once, or discard {before} first.',
  },
});
