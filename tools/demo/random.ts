import { createHash } from 'node:crypto';

/** A deterministic source of chance: the same seed makes the same province. Mulberry32. */
export class Chance {
  private state: number;

  constructor(seed: string) {
    this.state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  }

  /** 0 <= x < 1 */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  pick<T>(from: readonly T[]): T {
    const chosen = from[this.whole(0, from.length - 1)];
    if (chosen === undefined) throw new Error('nothing to pick from');
    return chosen;
  }

  /** One of the entries, by weight. */
  weighted<T>(entries: readonly (readonly [T, number])[]): T {
    let at = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of entries) if ((at -= weight) < 0) return value;
    return this.pick(entries)[0];
  }
}

/** A UUID v7 that belongs to a name: loading the same province twice finds what is there. */
export const idOf = (name: string): string => {
  const hash = createHash('sha256').update(`siger-demo:${name}`).digest('hex');
  const variant = '89ab'.charAt(parseInt(hash.charAt(16), 16) % 4);
  return `01900000-${hash.slice(0, 4)}-7${hash.slice(4, 7)}-${variant}${hash.slice(7, 10)}-${hash.slice(20, 32)}`;
};
