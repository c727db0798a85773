import { topicConfig, topics, type TopicName } from '@siger/contracts';
import { Kafka, logLevel } from 'kafkajs';
import { installFixes } from './kafkajs-fixes.js';

const names = Object.keys(topics) as TopicName[];

/**
 * The admin step: creates what is missing of the contracts' table. It never changes a topic: keys keep their partition only while
 * the count stays, so a topic with fewer partitions than the table is refused.
 */
export const createTopics = async (brokers: string[], prefix = '', replicationFactor = 1): Promise<string[]> => {
  installFixes();
  const kafka = new Kafka({ clientId: 'siger-topics', brokers, logLevel: logLevel.NOTHING, retry: { retries: 10 } });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = names.filter((name) => !existing.has(prefix + name));
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((name) => ({
        topic: prefix + name,
        numPartitions: topics[name].partitions,
        replicationFactor,
        configEntries: Object.entries(topicConfig[topics[name].kind]).map(([key, value]) => ({ name: key, value })),
      })),
    });
    const { topics: found } = await admin.fetchTopicMetadata({ topics: names.map((name) => prefix + name) });
    const small = found.filter(({ name, partitions }) => {
      const declared = topics[name.slice(prefix.length) as TopicName];
      return partitions.length < declared.partitions;
    });
    if (small.length) {
      const said = small.map(({ name, partitions }) => `${name} has ${partitions.length}`).join(', ');
      throw new Error(`Topics with fewer partitions than the contracts' table: ${said}. Keys would move between partitions.`);
    }
    return missing;
  } finally {
    await admin.disconnect();
  }
};
