import { describe, expect, it, jest } from '@jest/globals';
import { attempt, failed } from './attempt.js';

describe('a part of a bench', () => {
  it('that fails is named with its reason, and those behind it are measured all the same', async () => {
    const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const measured: string[] = [];
    await attempt('first', () => Promise.reject(new Error('no room')));
    await attempt('second', () => Promise.resolve(void measured.push('second')));
    expect(said.mock.calls).toEqual([['first FAILED: no room']]);
    expect(failed).toEqual(['first']);
    expect(measured).toEqual(['second']);
    said.mockRestore();
  });
});
