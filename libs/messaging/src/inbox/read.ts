import type { KafkaMessage } from 'kafkajs';
import { unknownType } from '../metrics.js';
import { type Decoded, decode } from './decode.js';
import type { Item, Plan } from './plan.js';
import type { Partition } from './positions.js';
import { type IncomingRecord, recordOf } from './record.js';

export interface Read {
  record: IncomingRecord;
  decoded: Decoded;
}

/** What the messages of one partition say: read once, for every consumer. */
export const readAll = ({ topic, partition }: Partition, messages: readonly KafkaMessage[], plans: readonly Plan[]): Read[] => {
  const hearing = plans.filter((plan) => plan.hears(topic));
  const read = messages.map((message) => {
    const record = recordOf(topic, partition, message);
    return {
      record,
      decoded: decode(
        record,
        hearing.some((plan) => plan.concerns(record)),
      ),
    };
  });
  const unknown = read.filter(({ decoded }) => decoded.kind === 'unknown').length;
  if (unknown) unknownType.inc({ topic }, unknown);
  return read;
};

/** One consumer's share. */
export const itemsOf = (plan: Plan, read: readonly Read[]): Item[] => {
  const items: Item[] = [];
  for (const { record, decoded } of read) {
    if (decoded.kind === 'unknown' || decoded.kind === 'unheard') continue;
    const route = plan.routeOf(record, decoded) ?? null;
    if (route || (decoded.kind === 'dead' && plan.concerns(record)))
      items.push({ record, decoded, route, eventId: record.eventId });
  }
  return items;
};
