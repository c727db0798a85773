import { describe, expect, it } from '@jest/globals';
import { isGood, type Outcome, tableOf } from './report.ts';

const reads = { done: 120, failed: 0, longestMs: 31, rows: 1200 };
const outcome = (said: string, more: Partial<Outcome['reads']> = {}): Outcome => ({
  ...{ model: 'training.citizen-voice', said, reads: { ...reads, ...more } },
});
const good = `training.citizen-voice: has come up with the live one: 310 events in 4.2 s (74/s)
  citizen_voices: the same, 12 rows, checksum 1
training.citizen-voice: switched; writers waited 14 ms`;
const differing = good.replace('the same, 12 rows', 'differs, live 12 rows');

describe('the report of a rebuild', () => {
  it('has a line for each model, with what a reader saw', () => {
    expect(tableOf([outcome(good)]).split('\n')[2]).toBe(
      '| training citizen-voice | 1200 | 310 | 4.2 | same | 14 ms | 120 | 0 | 31 ms |',
    );
  });

  it.each([
    ['the same tables and no failed read', outcome(good), true],
    ['a table that differs', outcome(differing), false],
    ['a rebuild that did not switch', outcome('training.citizen-voice: Connection refused'), false],
    ['a read that failed', outcome(good, { failed: 1 }), false],
  ])('judges %s', (_, judged, verdict) => expect(isGood(judged)).toBe(verdict));
});
