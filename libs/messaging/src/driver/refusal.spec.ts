import { describe, expect, it } from '@jest/globals';
import kafkajs from 'kafkajs';
import { refusalOf } from './refusal.js';

describe('a refusal of the broker', () => {
  it('is found inside what kafkajs makes of it, and names the principal', () => {
    const inner = Object.assign(new Error('Topic authorization failed'), { type: 'TOPIC_AUTHORIZATION_FAILED' });
    const outer = Object.assign(new kafkajs.KafkaJSNonRetriableError(inner.message), { cause: inner });
    expect(refusalOf(outer, 'training')).toMatch(/does not let training use a topic/);
    expect(refusalOf({ errors: [outer] }, 'training')).toMatch(/does not let training use a topic/);
  });

  it('is none where the broker is away', () => {
    expect(refusalOf(new kafkajs.KafkaJSConnectionError('Connection error: connect ECONNREFUSED'), 'training')).toBeUndefined();
    expect(refusalOf(undefined)).toBeUndefined();
  });
});
