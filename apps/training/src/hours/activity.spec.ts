import { describe, expect, it } from '@jest/globals';
import { activityHeld, activityOf } from './activity.js';

const held = (kind: string, hours: number | null = null) =>
  activityHeld({ kind, hours, international: false, startsOn: '2026-02-27', endsOn: '2026-03-01' });

describe('activityHeld', () => {
  it.each([
    [held('PELATIHAN_TEKNIS', 20), { kind: 'PELATIHAN_TEKNIS', hours: 20 }],
    [held('SEMINAR'), { kind: 'SEMINAR', days: 3 }],
    [held('E_LEARNING'), { kind: 'E_LEARNING', days: 3 }],
    [held('E_LEARNING', 12), { kind: 'E_LEARNING', hours: 12 }],
    [held('COACHING'), { kind: 'COACHING', dates: ['2026-02-27', '2026-02-28', '2026-03-01'] }],
    [held('MAGANG'), { kind: 'MAGANG', count: 1 }],
  ])('%j uses the measure of its kind', (activity, expected) => {
    expect(activity).toEqual(expected);
  });
});

describe('activityOf', () => {
  it('leaves out what was not said', () => {
    const nothing = { kind: 'WORKSHOP', international: true, hours: null, days: 2, dates: null, count: null };
    expect(activityOf(nothing)).toEqual({ kind: 'WORKSHOP', international: true, days: 2 });
  });
});
