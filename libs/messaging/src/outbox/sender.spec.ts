import { expect, it } from '@jest/globals';
import { Kafka } from 'kafkajs';
import { installFixes } from '../driver/kafkajs-fixes.js';
import { Sender } from './sender.js';

it('a sender refuses to begin without the produce encoder: stock kafkajs would drop every header in silence', () => {
  const kafka = new Kafka({ brokers: ['127.0.0.1:1'] });
  expect(() => new Sender({ kafka, prefix: '' })).toThrow(/produce encoder/);
  installFixes();
  expect(() => new Sender({ kafka, prefix: '' })).not.toThrow();
});
