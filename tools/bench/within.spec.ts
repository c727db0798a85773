import { describe, expect, it } from '@jest/globals';
import { within } from './within.js';

describe('work within its time', () => {
  it('answers, or hands its error on', async () => {
    expect(await within(1_000, 'has not ended', Promise.resolve(7))).toBe(7);
    await expect(within(1_000, 'has not ended', Promise.reject(new Error('no room')))).rejects.toThrow('no room');
  });

  it('is given up when it takes longer, and said to be', async () => {
    const never = new Promise<never>(() => undefined);
    await expect(within(20, 'has not come to its end', never)).rejects.toThrow('it has not come to its end within 0.02 s.');
  });
});
