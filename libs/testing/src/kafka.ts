import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { topicConfig, topics } from '@siger/contracts';
import { testRun, uniqueName } from './run.js';

export interface TestKafka {
  readonly brokers: string[];
  /** Put before every topic's name: KAFKA_TOPIC_PREFIX of the services under test. */
  readonly prefix: string;
}

const tool = join(import.meta.dirname, '../../../tools/stack/create-topics.ts');

/** The run's broker with topics of one's own, made from the contracts' table; they are there when this returns. */
export function kafka(): TestKafka {
  const { brokers } = testRun();
  const prefix = `${uniqueName('-').replace('-', '.')}.`;
  const wanted = Object.entries(topics).map(([name, { kind, partitions }]) => ({
    topic: `${prefix}${name}`,
    numPartitions: partitions,
    replicationFactor: 1,
    configEntries: Object.entries(topicConfig[kind]).map(([key, value]) => ({ name: key, value })),
  }));
  execFileSync(process.execPath, ['--disable-warning=TimeoutNegativeWarning', tool, brokers.join(','), JSON.stringify(wanted)], {
    timeout: 30_000,
  });
  return { brokers: [...brokers], prefix };
}
