import { setTimeout as sleep } from 'node:timers/promises';
import { topicConfig, topics, type TopicName } from '@siger/contracts';
import kafkajs, { type Admin, type ITopicMetadata } from 'kafkajs';
import { adminClient, type Connection } from '../access/connection.js';
import { keptOtherwise, leaderless, smallerThanTable, withoutLeader } from './topic-state.js';

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
  configEntries: Object.entries({
    ...topicConfig[topics[name].kind],
    ...(replicationFactor > 2 && { 'min.insync.replicas': '2' }),
  }).map(([key, value]) => ({ name: key, value })),
});

const assertAsTable = async (admin: Admin, found: ITopicMetadata[], existing: readonly TopicName[], prefix: string) => {
  const small = smallerThanTable(found, prefix).join(', ');
  if (small)
    throw new Error(`Topics with fewer partitions than the contracts' table: ${small}. Keys would move between partitions.`);
  if (existing.length === 0) return;
  const resources = existing.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name: prefix + name }));
  const other = keptOtherwise(await admin.describeConfigs({ includeSynonyms: false, resources }), prefix).join(', ');
  if (other)
    throw new Error(
      `Topics that are not kept as the contracts' table says: ${other}. Nothing could be built again from them, or nobody erased. Set it with kafka-configs.sh --alter --entity-type topics --entity-name <topic> --add-config <setting>=<value>.`,
    );
};

/**
 * The admin step: creates what is missing of the contracts' table and answers its names. It never changes a topic: keys keep their
 * partition only while the count stays, so a topic with fewer partitions than the table is refused, as is one that is kept otherwise.
 * Without a replication factor each has three copies, or as many as brokers answer.
 */
export const createTopics = async (
  brokers: readonly string[],
  prefix = '',
  replicationFactor?: number,
  security?: Connection['security'],
): Promise<TopicName[]> => {
  const admin = adminClient({ brokers, security }, 'siger-topics').admin();
  await admin.connect();
  try {
    const there = new Set(await admin.listTopics());
    const existing = names.filter((name) => there.has(prefix + name));
    const missing = names.filter((name) => !there.has(prefix + name));
    const copies = replicationFactor ?? Math.min(3, (await admin.describeCluster()).brokers.length);
    await admin.createTopics({ waitForLeaders: false, topics: missing.map(wanting(prefix, copies)) });
    const found = await untilLed(
      admin,
      names.map((name) => prefix + name),
      Date.now() + PATIENCE_MS,
    );
    await assertAsTable(admin, found, existing, prefix);
    return missing;
  } finally {
    await admin.disconnect();
  }
};
