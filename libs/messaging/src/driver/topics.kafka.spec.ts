import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topicConfig, topics, type TopicName } from '@siger/contracts';
import { newId } from '@siger/service';
import { eventually, kafka } from '@siger/testing';
import { type Admin, ConfigResourceTypes } from 'kafkajs';
import { plainKafka } from '../messaging.fixture.js';
import { createTopics } from './topics.js';

describe('the admin step', () => {
  const broker = kafka();
  let admin: Admin;
  beforeAll(async () => {
    admin = plainKafka(broker).admin();
    await admin.connect();
  });
  afterAll(() => admin.disconnect());
  const own = () => `${broker.prefix}${newId()}.`;

  it('creates every topic of the contracts as the table says, and changes nothing the second time', async () => {
    const prefix = own();
    const names = Object.keys(topics) as TopicName[];
    expect((await createTopics(broker.brokers, prefix)).sort()).toEqual([...names].sort());
    expect(await createTopics(broker.brokers, prefix)).toEqual([]);
    const { topics: found } = await admin.fetchTopicMetadata({ topics: names.map((name) => prefix + name) });
    expect(Object.fromEntries(found.map(({ name, partitions }) => [name.slice(prefix.length), partitions.length]))).toEqual(
      Object.fromEntries(names.map((name) => [name, topics[name].partitions])),
    );
    // What a rebuild lives on: events for ever, snapshots compacted.
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: names.map((name) => ({ type: ConfigResourceTypes.TOPIC, name: prefix + name })),
    });
    const configs = resources.map(({ resourceName, configEntries }) => [
      resourceName.slice(prefix.length),
      Object.fromEntries(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]);
    expect(Object.fromEntries(configs)).toMatchObject(
      Object.fromEntries(names.map((name) => [name, topicConfig[topics[name].kind]])),
    );
  }, 30_000);

  it('is what a spec has done before it begins, under a prefix of its own', async () => {
    const mine = (await admin.listTopics()).filter((topic) => topic.startsWith(broker.prefix));
    expect(mine).toEqual(expect.arrayContaining(Object.keys(topics).map((topic) => broker.prefix + topic)));
    expect(kafka().prefix).not.toBe(broker.prefix);
  });

  it('refuses a topic that is not kept for as long as the table says: nothing could be built again from it', async () => {
    const prefix = own();
    const configEntries = [{ name: 'retention.ms', value: '604800000' }];
    await admin.createTopics({
      waitForLeaders: false,
      topics: [{ topic: `${prefix}unit.events`, numPartitions: 12, configEntries }],
    });
    await eventually(async () => expect(await admin.listTopics()).toContain(`${prefix}unit.events`));
    await expect(createTopics(broker.brokers, prefix)).rejects.toThrow(
      /unit\.events has retention\.ms=604800000 instead of -1\. .*kafka-configs\.sh/,
    );
  }, 30_000);

  it('refuses a topic with fewer partitions than the table: keys would move', async () => {
    const prefix = own();
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic: `${prefix}unit.events`, numPartitions: 3 }] });
    await expect(createTopics(broker.brokers, prefix)).rejects.toThrow(/unit\.events has 3/);
  }, 30_000);
});
