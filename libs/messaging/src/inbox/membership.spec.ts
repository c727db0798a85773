import { describe, expect, it } from '@jest/globals';
import { Membership } from './membership.js';

const SESSION = 30_000;

/** Fetches that are answered every second, from one time to another. */
const fetching = (membership: Membership, from: number, to: number) => {
  for (let at = from; at <= to; at += 1_000) membership.heard(at);
};

describe('a membership', () => {
  it('holds as long as heartbeats are answered', () => {
    const membership = new Membership(SESSION);
    membership.confirmed(1_000);
    fetching(membership, 2_000, 30_000);
    membership.confirmed(30_000);
    fetching(membership, 31_000, 60_000);
    expect(membership.isLost(60_000)).toBe(false);
  });

  it('is lost when the broker answers fetches for a session and no heartbeat', () => {
    const membership = new Membership(SESSION);
    membership.confirmed(1_000);
    fetching(membership, 2_000, 32_000);
    expect(membership.isLost(30_000)).toBe(false);
    expect(membership.isLost(32_000)).toBe(true);
  });

  it('is not judged while the broker is away, nor by what was before', () => {
    const membership = new Membership(SESSION);
    membership.confirmed(1_000);
    expect(membership.isLost(90_000)).toBe(false);
    fetching(membership, 90_000, 110_000);
    expect(membership.isLost(110_000)).toBe(false);
    fetching(membership, 111_000, 121_000);
    expect(membership.isLost(121_000)).toBe(true);
  });

  it('is none before the first join', () => {
    expect(new Membership(SESSION).isLost(100_000)).toBe(false);
  });
});
