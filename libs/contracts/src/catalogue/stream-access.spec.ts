import { describe, expect, it } from '@jest/globals';
import {
  allEvents,
  openTopics,
  outsiderAccess,
  serviceAccess,
  streamServices,
  subscriptions,
  topicNames,
  topics,
} from '../index.js';

describe('access to the streams', () => {
  it('gives each topic of the table exactly one writer, and all of them the dead letters', () => {
    for (const name of topicNames) {
      const writers = streamServices.filter((service) => serviceAccess(service).writes.includes(name));
      expect([name, writers]).toEqual([name, topics[name].kind === 'dead' ? streamServices : [topics[name].owner]]);
    }
  });

  it('lets a service read what its consumers hear and nothing else', () => {
    const heard = subscriptions.map(({ consumer, topic }) => `${consumer.split('.')[0] ?? ''} ${topic}`);
    const read = streamServices.flatMap((service) => serviceAccess(service).reads.map((topic) => `${service} ${topic}`));
    expect(read.sort()).toEqual([...new Set(heard)].sort());
    expect(serviceAccess('employees').reads).toEqual(['training.events']);
  });

  it('shows an outsider no personal data unless it is granted', () => {
    expect(openTopics.filter((name) => topics[name].kind !== 'events')).toEqual([]);
    expect(outsiderAccess('bps')).toEqual({ principal: 'bps', writes: [], reads: openTopics, groups: 'bps.' });
    expect(outsiderAccess('bps', ['employee.snapshot']).reads).toEqual(['employee.snapshot']);
  });

  it('speaks of declared topics and types only', () => {
    const declared = new Map(allEvents().map(({ type, topic }) => [type, topic]));
    for (const { topic, types = [] } of subscriptions)
      for (const type of types) expect([type, declared.get(type)]).toEqual([type, topic]);
  });
});
