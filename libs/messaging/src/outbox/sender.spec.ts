import { describe, expect, it } from '@jest/globals';
import { Kafka } from 'kafkajs';
import { useEncoder } from '../driver/kafkajs-fixes.js';
import { leftOut, Sender } from './sender.js';

it('a sender refuses to begin without the produce encoder: stock kafkajs would drop every header in silence', () => {
  const kafka = new Kafka({ brokers: ['127.0.0.1:1'] });
  expect(() => new Sender({ kafka, prefix: '' })).toThrow(/produce encoder/);
  useEncoder('own');
  expect(() => new Sender({ kafka, prefix: '' })).not.toThrow();
  useEncoder('kafkajs');
  expect(() => new Sender({ kafka, prefix: '' })).toThrow(/produce encoder/);
  expect(() => new Sender({ kafka, prefix: '', encoder: 'kafkajs' })).not.toThrow();
});

describe('what no broker has acknowledged', () => {
  const sent = [
    { topic: 'unit.events', messages: [{ partition: 0 }, { partition: 3 }, { partition: 3 }] },
    { topic: 'unit.snapshot', messages: [{ partition: 3 }] },
  ];
  const answer = (topicName: string, partition: number) => ({ topicName, partition });

  it('is nothing where each partition has its answer', () => {
    expect(leftOut(sent, [answer('unit.snapshot', 3), answer('unit.events', 3), answer('unit.events', 0)])).toEqual([]);
  });

  it('is a partition that moved while another broker had answered already', () => {
    expect(leftOut(sent, [answer('unit.events', 0), answer('unit.snapshot', 3)])).toEqual(['unit.events/3']);
  });
});
