import type { EventContract } from '../core/event.js';
import type { JsonSchema } from '../core/shape.js';
import { topicConfig, topics } from '../core/topic.js';
import { eventSchema } from './async-api.js';
import { breaks } from './compatible.js';

interface WireTopic {
  readonly kind: string;
  readonly partitions: number;
  /** How long its records stay, as the broker is told. */
  readonly keeps: Readonly<Record<string, string>>;
}

/** Where the records of a release are found and for how long: what readers know beside the schemas. */
export interface Wire {
  readonly topics: Readonly<Record<string, WireTopic>>;
  readonly events: Readonly<Record<string, { readonly topic: string; readonly key: string }>>;
}

/** What was published under a version; kept for ever. */
export interface Release {
  readonly version: string;
  /** By type. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly wire: Wire;
}

const byName = <T>(entries: [string, T][]) => Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));

/** What the broker does where a topic says nothing. */
const brokerKeeps = {
  'cleanup.policy': 'delete',
  'delete.retention.ms': '86400000',
  'retention.bytes': '-1',
  'retention.ms': '604800000',
};

const keepsOf = (config: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(brokerKeeps).map(([name, otherwise]) => [name, config[name] ?? otherwise]));

const wireOf = (events: readonly EventContract[]): Wire => ({
  topics: byName(
    Object.entries(topics).map(([name, { kind, partitions }]) => [name, { kind, partitions, keeps: keepsOf(topicConfig[kind]) }]),
  ),
  events: byName(events.map(({ type, topic, key }) => [type, { topic, key }])),
});

export const releaseOf = (version: string, events: readonly EventContract[]): Release => ({
  version,
  schemas: byName(events.map((contract) => [contract.type, eventSchema(contract)])),
  wire: wireOf(events),
});

const limit = (value = '') => (value === '-1' ? Infinity : Number(value));

/** Longer is fine; a reader that replays, or comes back after a while, relies on what was promised. */
const keepRefusals = (name: string, version: string, was: WireTopic['keeps'], is: WireTopic['keeps']) => {
  const policy = 'cleanup.policy';
  if (is[policy] !== was[policy])
    return [
      `${name} had the ${policy} ${was[policy]} in ${version}, by which readers know what is still there; add another topic for ${is[policy]}.`,
    ];
  return Object.keys(was)
    .filter((setting) => limit(is[setting]) < limit(was[setting]))
    .map(
      (setting) =>
        `${name} had the ${setting} ${was[setting]} in ${version}, and readers that replay it would miss records; keep it, or take a longer one.`,
    );
};

const topicRefusals = ({ version, wire }: Release, now: Wire) =>
  Object.entries(wire.topics).flatMap(([name, was]) => {
    const is = now.topics[name];
    if (!is) return [`The topic ${name} of ${version} is gone, but its readers wait there; put it back.`];
    if (is.partitions !== was.partitions)
      return [
        `${name} had ${was.partitions} partitions in ${version}, and keys would move between partitions; keep ${was.partitions}.`,
      ];
    if (is.kind !== was.kind) return [`${name} was of the kind ${was.kind} in ${version}; add another topic for ${is.kind}.`];
    return keepRefusals(name, version, was.keeps, is.keeps);
  });

const placeRefusals = (type: string, { version, wire }: Release, now: Wire) => {
  const [was, is] = [wire.events[type], now.events[type]];
  if (!was || !is) return [];
  const newType = 'publish a new type with the next version beside this one';
  return [
    ...(was.topic === is.topic ? [] : [`${type} was on ${was.topic} in ${version}, where its readers look for it; ${newType}.`]),
    ...(was.key === is.key ? [] : [`${type} was keyed by ${was.key} in ${version}, which orders its records; ${newType}.`]),
  ];
};

/** What of a release the present contracts would break, each as one sentence that says what to do. */
export const refusals = (release: Release, now: Release): string[] => [
  ...topicRefusals(release, now.wire),
  ...Object.entries(release.schemas).flatMap(([type, before]) => {
    const after = now.schemas[type];
    if (!after) return [`${type} of ${release.version} is gone, but its records stay readable for ever; declare it again.`];
    const found = breaks(before, after).map(({ at, why }) => `${type} of ${release.version} at ${at || '/'}: ${why}`);
    return [...placeRefusals(type, release, now.wire), ...found];
  }),
];
