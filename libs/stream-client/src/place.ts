import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { StreamFault } from './fault.js';
import type { StreamOptions } from './options.js';

/** Where one partition is read: `next` moves, `end` is what was there at the beginning. Offsets of Kafka fit a number. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
  next: number;
  readonly end: number;
  /** Nothing before this is read; of a stored position it lies before `next`, see `fetchedFrom`. */
  readonly first: number;
}
/** Records of a partition; more than a sender repeats after it was killed. */
const LOOK_BACK = 2_500;
/** What is sent twice is known again only to whoever saw it once: what came last before `next` is read once more, and not handed out. */
export const fetchedFrom = ({ first, next }: Place): string => String(Math.max(first, next - LOOK_BACK));
export type Start = StreamOptions<never>['from'];

const begins = async (admin: Admin, name: string, from: Start): Promise<Map<number, number>> => {
  if (!(from instanceof Date)) return new Map();
  const found = await admin.fetchTopicOffsetsByTimestamp(name, from.getTime());
  return new Map(found.map(({ partition, offset }) => [partition, Number(offset)]));
};

/** Leaders move, and a new topic has none for a moment. */
const patiently = async <R>(ask: () => Promise<R>, tries = 10): Promise<R> => {
  try {
    return await ask();
  } catch (error) {
    if (tries === 1 || !/LEADER/.test(String(Object(error).type))) throw error;
  }
  await sleep(300);
  return patiently(ask, tries - 1);
};

/** Every partition of a topic with its beginning, as `from` says; a stored position that the topic no longer has is refused. */
export const placesOf = async (admin: Admin, topic: string, prefix: string, from: Start): Promise<Place[]> => {
  // The state of a day cannot be read from a compacted topic: without a position it is read whole.
  const times = topic.endsWith('.snapshot')
    ? new Map<number, number>()
    : await patiently(() => begins(admin, prefix + topic, from));
  const stored = from && typeof from === 'object' && !(from instanceof Date) ? (from[topic] ?? {}) : {};
  return (await patiently(() => admin.fetchTopicOffsets(prefix + topic))).map(({ partition, low, high }) => {
    const wanted = stored[partition] === undefined ? undefined : Number(stored[partition]);
    if (wanted !== undefined && !(wanted >= Number(low) && wanted <= Number(high)))
      throw new StreamFault(
        'position-gone',
        `The stored position ${stored[partition]} of ${topic}/${partition} is outside of ${low} to ${high}: the topic was made anew; begin at 'beginning'.`,
      );
    const next = wanted ?? times.get(partition) ?? Number(low);
    return { topic, partition, next, end: Number(high), first: wanted === undefined ? next : Number(low) };
  });
};
