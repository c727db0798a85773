import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { loadVoice } from './voice.load.js';

describe('the voice of the demo', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is measured until the day on which citizens answered, where midnight in Jakarta passed meanwhile', async () => {
    jest.useFakeTimers({ now: new Date('2026-11-30T16:59:59Z') });
    const periods: unknown[] = [];
    await loadVoice(
      {
        create: () => Promise.resolve(true),
        post: <T>(_service: string, path: string, body: object) => {
          if (path.endsWith('/responses')) jest.setSystemTime(new Date('2026-11-30T17:00:01Z'));
          else periods.push(body);
          return Promise.resolve(undefined as T);
        },
      },
      { units: [] },
      2026,
      'lampung',
    );
    expect(periods.length).toBeGreaterThan(5);
    for (const period of periods) expect(period).toEqual({ from: '2026-01-01', until: '2026-12-01' });
  });
});
