import { topics, type TopicName } from '../core/topic.js';
import { subscriptions } from './subscriptions.js';

/** What one principal may do on the streams; everything else is refused. */
export interface StreamAccess {
  /** Name without the prefix of the environment. */
  readonly principal: string;
  readonly writes: readonly TopicName[];
  readonly reads: readonly TopicName[];
  /** Consumer groups whose name begins so are its own. */
  readonly groups: string;
  /** Of these it may also delete a group that nobody is in: those of its rebuilds, which end. */
  readonly endedGroups?: string;
}

export const topicNames = Object.keys(topics) as TopicName[];
const serviceOf = (consumer: string) => consumer.slice(0, consumer.indexOf('.'));
const owners = new Set<string>(topicNames.map((name) => topics[name].owner));

/** Services that say or hear anything. `platform` is nobody's name: its topic takes what any of them gives up. */
export const streamServices: readonly string[] = [
  ...new Set([...owners, ...subscriptions.map(({ consumer }) => serviceOf(consumer))]),
]
  .filter((name) => name !== 'platform')
  .sort();

/** Least privilege of a service: it writes the topics that it owns and its dead letters, and reads what its consumers hear. */
export const serviceAccess = (service: string): StreamAccess => {
  const heard = new Set(subscriptions.filter(({ consumer }) => serviceOf(consumer) === service).map(({ topic }) => topic));
  return {
    principal: service,
    writes: topicNames.filter((name) => topics[name].owner === service || topics[name].kind === 'dead'),
    reads: topicNames.filter((name) => heard.has(name)),
    groups: `${service}.`,
    endedGroups: `${service}.rebuild.`,
  };
};

/** Topics without personal data: what an outside reader gets unless it was granted more. */
export const openTopics: readonly TopicName[] = topicNames.filter((name) => topics[name].kind === 'events');

/** An outside reader writes nothing; its groups carry its own name. */
export const outsiderAccess = (principal: string, reads: readonly TopicName[] = openTopics): StreamAccess => ({
  principal,
  writes: [],
  reads,
  groups: `${principal}.`,
});
