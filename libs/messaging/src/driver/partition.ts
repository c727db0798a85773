import { topics, type TopicName } from '@siger/contracts';
import { murmur2 } from './internals.js';

/** The partition that kafkajs' default partitioner (and Kafka's own) gives to a key. */
export const partitionOf = (topic: TopicName, key: string): number => (murmur2(key) & 0x7fffffff) % topics[topic].partitions;
