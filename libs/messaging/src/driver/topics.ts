import { setTimeout as sleep } from 'node:timers/promises';
import { topicConfig, topics, type TopicName } from '@siger/contracts';
import type { Admin, ITopicMetadata } from 'kafkajs';
import { adminClient, type Connection } from '../access/connection.js';
import { leaderless, smallerThanTable, withoutLeader } from './topic-state.js';

const names = Object.keys(topics) as TopicName[];
const PATIENCE_MS = 30_000;

/** kafkajs' own waiting gives up when the broker does not know a new topic yet. */
const untilLed = async (admin: Admin, wanted: string[], deadline: number): Promise<ITopicMetadata[]> => {
  for (;;) {
    const found = await admin.fetchTopicMetadata({ topics: wanted }).then(
      (answer) => answer.topics,
      () => undefined,
    );
    if (found && withoutLeader(found).length === 0) return found;
    if (Date.now() > deadline)
      throw new Error(`Topics without a leader: ${await leaderless(admin, wanted)}. Is a broker of the cluster down?`);
    await sleep(50);
  }
};

const wanting = (prefix: string, replicationFactor: number) => (name: TopicName) => ({
  topic: prefix + name,
  numPartitions: topics[name].partitions,
  replicationFactor,
  configEntries: Object.entries(topicConfig[topics[name].kind]).map(([key, value]) => ({ name: key, value })),
});

/**
 * The admin step: creates what is missing of the contracts' table and answers its names. It never changes a topic: keys keep their
 * partition only while the count stays, so a topic with fewer partitions than the table is refused.
 */
export const createTopics = async (
  brokers: readonly string[],
  prefix = '',
  replicationFactor = 1,
  security?: Connection['security'],
): Promise<TopicName[]> => {
  const admin = adminClient({ brokers, security }, 'siger-topics').admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = names.filter((name) => !existing.has(prefix + name));
    await admin.createTopics({ waitForLeaders: false, topics: missing.map(wanting(prefix, replicationFactor)) });
    const found = await untilLed(
      admin,
      names.map((name) => prefix + name),
      Date.now() + PATIENCE_MS,
    );
    const small = smallerThanTable(found, prefix).join(', ');
    if (small)
      throw new Error(`Topics with fewer partitions than the contracts' table: ${small}. Keys would move between partitions.`);
    return missing;
  } finally {
    await admin.disconnect();
  }
};
