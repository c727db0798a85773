import { describe, expect, it } from '@jest/globals';
import { Attempts } from './attempts.js';

describe('attempts to sign in', () => {
  const failing = (times: number) => {
    let now = 0;
    const attempts = new Attempts(() => now);
    for (let n = 0; n < times; n++) attempts.failed('a');
    return { attempts, pass: (ms: number) => (now += ms) };
  };

  it('are free at first, then wait twice as long each time, at most a minute', () => {
    const waits = [1, 4, 5, 6, 7, 11, 12, 40].map((times) => failing(times).attempts.wait('a'));
    expect(waits).toEqual([0, 0, 1, 2, 4, 60, 60, 60]);
  });
  it('may go on when the wait is over, and start anew after a success', () => {
    const { attempts, pass } = failing(6);
    pass(1500);
    expect(attempts.wait('a')).toBe(1);
    pass(500);
    expect(attempts.wait('a')).toBe(0);
    attempts.succeeded('a');
    attempts.failed('a');
    expect(attempts.wait('a')).toBe(0);
  });
  it('wait for the slowest of the keys, and no key waits for another', () => {
    const { attempts } = failing(6);
    expect(attempts.wait('b', 'a')).toBe(2);
    expect(attempts.wait('b')).toBe(0);
  });
});
