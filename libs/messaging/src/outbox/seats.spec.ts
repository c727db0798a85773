import { describe, expect, it } from '@jest/globals';
import { Seats } from './seats.js';

describe('the seats of a process', () => {
  it('are as many as it may hold', () => {
    const seats = new Seats(2);
    const [first, second] = [seats.take(), seats.take()];
    expect(seats.take()).toBeUndefined();
    first?.release();
    first?.release();
    expect(seats.take()).toBeDefined();
    expect(seats.take()).toBeUndefined();
    expect(second?.isSurplus()).toBe(false);
  });

  it('are given up until they are not too many, and no more', () => {
    const seats = new Seats(4);
    const taken = Array.from({ length: 4 }, () => seats.take());
    seats.most = 2;
    expect(taken.map((seat) => seat?.isSurplus())).toEqual([true, true, false, false]);
    taken.forEach((seat) => seat?.release());
    expect([seats.take(), seats.take(), seats.take()].map(Boolean)).toEqual([true, true, false]);
  });
});
