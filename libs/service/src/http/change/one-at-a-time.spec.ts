import { describe, expect, it } from '@jest/globals';
import { oneAtATime } from './one-at-a-time.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('one at a time', () => {
  it('keeps the order of one key and holds up no other', async () => {
    const run = oneAtATime();
    const seen: string[] = [];
    const work = (name: string, ms: number) => async () => {
      seen.push(`${name} begins`);
      await pause(ms);
      seen.push(`${name} ends`);
      return name;
    };
    const answers = await Promise.all([run('a', work('a1', 30)), run('a', work('a2', 1)), run('b', work('b', 1))]);
    expect(answers).toEqual(['a1', 'a2', 'b']);
    expect(seen).toEqual(['a1 begins', 'b begins', 'b ends', 'a1 ends', 'a2 begins', 'a2 ends']);
  });

  it('goes on after a failure, which only its own caller sees', async () => {
    const run = oneAtATime();
    const failing = run('a', () => Promise.reject(new Error('no')));
    const next = run('a', () => Promise.resolve(1));
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe(1);
  });
});
