import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { competencyFit, competencyFitFaults } from './competency-fit.js';

const { parameters } = ruleSets['competency-fit'];
const fit = (standard: number[], actual: number[], cap?: boolean) =>
  competencyFit({ standard, actual, ...(cap === undefined ? {} : { cap }) }, parameters);
const times = (count: number, level: number) => Array<number>(count).fill(level);

describe('the fit of a person to a post', () => {
  it('T08: counts the levels that are reached', () => {
    expect(fit(times(9, 3), [3, 3, 2, 3, 3, 2, 3, 3, 3])).toEqual({
      fit: '92.59',
      selection: 'MEMENUHI_SYARAT',
      mapping: 'OPTIMAL',
      gaps: [0, 0, -1, 0, 0, -1, 0, 0, 0],
    });
  });

  it('T09: counts a level above the standard only when asked to', () => {
    const actual = [4, 3, 2, 3, 3, 2, 3, 3, 3];
    expect(fit(times(9, 3), actual)).toMatchObject({ fit: '92.59', gaps: [1, 0, -1, 0, 0, -1, 0, 0, 0] });
    expect(fit(times(9, 3), actual, true).fit).toBe('92.59');
    expect(fit(times(9, 3), actual, false).fit).toBe('96.30');
    expect(fit([1], [5], false).fit).toBe('500.00');
    expect(fit([1], [5]).fit).toBe('100.00');
  });

  it.each([
    ['T10: 80', fit([5], [4]), '80.00', 'MEMENUHI_SYARAT', 'CUKUP_OPTIMAL'],
    ['T10: just below 80', fit(times(200, 5), [...times(199, 4), 3]), '79.90', 'MASIH_MEMENUHI_SYARAT', 'CUKUP_OPTIMAL'],
    ['T10: 68', fit(times(5, 5), [4, 4, 3, 3, 3]), '68.00', 'MASIH_MEMENUHI_SYARAT', 'KURANG_OPTIMAL'],
    ['T10: below 68', fit(times(8, 5), [4, 4, 4, ...times(5, 3)]), '67.50', 'KURANG_MEMENUHI_SYARAT', 'KURANG_OPTIMAL'],
    ['90', fit([5, 5], [5, 4]), '90.00', 'MEMENUHI_SYARAT', 'OPTIMAL'],
    ['78', fit(times(10, 5), [...times(9, 4), 3]), '78.00', 'MASIH_MEMENUHI_SYARAT', 'CUKUP_OPTIMAL'],
    ['below 78', fit(times(8, 5), [...times(7, 4), 3]), '77.50', 'MASIH_MEMENUHI_SYARAT', 'KURANG_OPTIMAL'],
  ])('%s', (_, answer, expected, selection, mapping) => {
    expect(answer).toMatchObject({ fit: expected, selection, mapping });
  });

  it('compares lists of one length', () => {
    const pointers = (body: unknown) => competencyFitFaults(body).map(({ pointer }) => pointer);
    expect(pointers({ standard: [1, 2], actual: [1] })).toEqual(['/actual']);
    expect(pointers({ standard: [1, 2], actual: [1, 1] })).toEqual([]);
    expect(pointers({ standard: [1, 2] })).toEqual([]);
    expect(pointers('x')).toEqual([]);
  });

  it('agrees with whole-number arithmetic', () => {
    const level = fc.integer({ min: 1, max: 5 });
    const pairs = fc.array(fc.tuple(level, level), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(pairs, fc.boolean(), (levels, cap) => {
        const standard = levels.map(([first]) => first);
        const actual = levels.map(([, second]) => second);
        const all = standard.reduce((a, b) => a + b, 0);
        const reached = levels.reduce((sum, [s, a]) => sum + (cap ? Math.min(s, a) : a), 0);
        const answer = fit(standard, actual, cap);
        expect(Math.round(Number(answer.fit) * 100)).toBe(Math.floor((20_000 * reached + all) / (2 * all)));
        expect(answer.gaps).toEqual(levels.map(([s, a]) => a - s));
        const at = (bounds: number[]) => bounds.findIndex((bound) => 100 * reached >= bound * all);
        expect(answer.selection).toBe(parameters.selection[at([80, 68, 0])]?.name);
        expect(answer.mapping).toBe(parameters.mapping[at([90, 78, 0])]?.name);
        expect(cap && Number(answer.fit) > 100).toBe(false);
      }),
    );
  });
});
