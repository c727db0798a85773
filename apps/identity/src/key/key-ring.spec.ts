import { describe, expect, it } from '@jest/globals';
import { currentKey, freshRing, isDue, jwksOf, pruned, rotated } from './key-ring.js';

const start = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const states = (ring: ReturnType<typeof freshRing>) => ring.keys.map(({ state }) => state);

describe('the key ring', () => {
  it('begins with a key that signs and the one that will', () => {
    expect(states(freshRing(start))).toEqual(['current', 'next']);
  });
  it('signs, after a rotation, with the key that was already published', () => {
    const ring = freshRing(start);
    const next = ring.keys[1]?.jwk.kid;
    const turned = rotated(ring, after(10));
    expect(currentKey(turned).jwk.kid).toBe(next);
    expect(states(turned)).toEqual(['retired', 'current', 'next']);
    expect(jwksOf(turned).keys[0]?.kid).toBe(next);
  });
  it('keeps a retired key for as long as its tokens live, and no longer', () => {
    const turned = rotated(freshRing(start), after(10));
    expect(states(pruned(turned, after(10 + 3599), 3600))).toContain('retired');
    expect(states(pruned(turned, after(10 + 3600), 3600))).toEqual(['current', 'next']);
  });
  it('is due by the age of the key that signs', () => {
    expect(isDue(freshRing(start), after(86_400), 1)).toBe(false);
    expect(isDue(freshRing(start), after(86_401), 1)).toBe(true);
  });
});
