import type { ConnectionOptions } from 'node:tls';
import { allTopics, declaredOf } from './catalogue.js';
import type { EventType } from './events.js';
import { StreamFault } from './fault.js';

/** Topic, then partition, to the offset to go on at; JSON, to be stored beside what came of the events. */
export type Positions = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface StreamOptions<T extends EventType> {
  readonly brokers: readonly string[];
  /** What to read; the topics follow from it. */
  readonly types: readonly T[];
  /** Where to begin: of a group only where it has no offset yet. */
  readonly from?: 'beginning' | Date | Positions;
  /** Ends at what is there when reading begins, instead of waiting for more. */
  readonly until?: 'now';
  /** Keeps the place on the broker; begins with the name of the account. Without it the place is yours to keep: `positions()`. */
  readonly group?: string;
  readonly sasl?: { readonly username: string; readonly password: string };
  /** Default: with `sasl`. */
  readonly ssl?: boolean | ConnectionOptions;
  /** Ends the stream quietly. */
  readonly signal?: AbortSignal;
  /** What the environment puts before its topics' names. */
  readonly prefix?: string;
  /** Told of a record that breaks its schema, which is then skipped; without it the stream fails there. */
  readonly onInvalid?: (fault: StreamFault) => void;
}

const bad = (what: string) => new StreamFault('bad-option', what);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
const isOffset = (value: unknown) => typeof value === 'string' && /^\d{1,19}$/.test(value);
export const isPositions = (from: unknown): from is Positions =>
  isObject(from) && Object.values(from).every((offsets) => isObject(offsets) && Object.values(offsets).every(isOffset));

/** A stored place that was damaged, or is of something else, would be read as no place at all: everything would come again. */
const assertStored = (from: unknown, topics: readonly string[]) => {
  if (!isPositions(from)) throw bad('`from` holds no stored positions; give what `positions()` said, or begin at `beginning`.');
  const known = Object.keys(from);
  if (known.length === 0)
    throw bad('`from` holds positions of nothing: a run that stored them had not begun; begin at `beginning`.');
  if (!topics.some((topic) => known.includes(topic)))
    throw bad(
      `\`from\` holds positions of ${known.join(', ')} and none of ${topics.join(', ')}; give those that belong to \`types\`.`,
    );
};

/** Refuses what cannot be meant, before anything is connected. */
export const topicsOf = ({ brokers, types, from }: StreamOptions<EventType>): string[] => {
  if (brokers.length === 0) throw bad('`brokers` is empty; give at least one, as `host:port`.');
  if (types.length === 0) throw bad('`types` is empty; give at least one of those at /events of the gateway.');
  if (from instanceof Date && Number.isNaN(from.getTime())) throw bad('`from` is not a valid date.');
  const topics = types.map((type) => declaredOf(type)?.topic ?? type);
  const unknown = topics.find((topic) => !allTopics.includes(topic));
  if (unknown)
    throw bad(`The event type ${unknown} is not known to this version; see /events of the gateway, or update this package.`);
  if (from !== undefined && from !== 'beginning' && !(from instanceof Date)) assertStored(from, topics);
  return [...new Set(topics)];
};
