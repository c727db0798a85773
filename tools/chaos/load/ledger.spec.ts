import { describe, expect, it } from '@jest/globals';
import { type Entry, outcomes } from './ledger.js';

const of = (...told: [attempt: number, outcome: Entry['outcome']][]) =>
  outcomes(told.map(([attempt, outcome]) => ({ op: 'rename', id: 'o', makes: ['x'], attempt, outcome }))).get('o')?.outcome;

describe('what is known of an operation', () => {
  it('is that it was acknowledged, once any attempt was', () => {
    expect(of([1, 'sent'], [1, 'unknown'], [2, 'sent'], [2, 'ack'])).toBe('ack');
  });
  it('is a refusal only where no attempt is in doubt', () => {
    expect(of([1, 'sent'], [1, 'reject'])).toBe('reject');
    expect(of([1, 'sent'], [1, 'unknown'], [2, 'sent'], [2, 'reject'])).toBe('unknown');
  });
  it('is nothing more than that it was sent, where the harness itself died', () => {
    expect(of([1, 'sent'])).toBe('sent');
  });
});
