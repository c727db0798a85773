import { describe, expect, it } from '@jest/globals';
import { Breaker } from './breaker.js';

describe('the breaker', () => {
  const setUp = () => {
    const clock = { at: 0 };
    return { clock, breaker: new Breaker(3, 1000, () => clock.at) };
  };
  const fail = (breaker: Breaker, times: number) => {
    for (let n = 0; n < times; n++) breaker.failed();
  };

  it('stays closed while failures are rare', () => {
    const { breaker } = setUp();
    fail(breaker, 2);
    breaker.succeeded();
    fail(breaker, 2);
    expect(breaker.enter()).toBe(0);
  });

  it('opens after failures in a row and says how long', () => {
    const { breaker, clock } = setUp();
    fail(breaker, 3);
    clock.at = 400;
    expect(breaker.enter()).toBe(600);
  });

  it('lets one try when the pause is over, and all when that one succeeds', () => {
    const { breaker, clock } = setUp();
    fail(breaker, 3);
    clock.at = 1000;
    expect(breaker.enter()).toBe(0);
    expect(breaker.enter()).toBeGreaterThan(0);
    breaker.succeeded();
    expect(breaker.enter()).toBe(0);
  });

  it('begins another pause when the one that tried fails, and tries again when it left', () => {
    const { breaker, clock } = setUp();
    fail(breaker, 3);
    clock.at = 1000;
    breaker.enter();
    breaker.failed();
    expect(breaker.enter()).toBe(1000);
    clock.at = 2000;
    breaker.enter();
    breaker.abandoned();
    expect(breaker.enter()).toBe(0);
  });
});
