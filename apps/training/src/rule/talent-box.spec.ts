import { describe, expect, it } from '@jest/globals';
import { performanceLevels, potentialLevels, type TalentBoxInput } from '@siger/contracts';
import fc from 'fast-check';
import { ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { talentBox } from './talent-box.js';

const { parameters } = ruleSets['talent-box'];
const place = (performance: TalentBoxInput['performance'], potential: TalentBoxInput['potential']) =>
  talentBox({ performance, potential }, parameters);

describe('the box of a talent', () => {
  it.each([
    ['T11', place('DI_ATAS', 'MENENGAH'), 7, null],
    ['T12', place('DI_SESUAI', 'TINGGI'), 8, null],
    ['T13', place('DI_ATAS', 'RENDAH'), 4, null],
    ['T14', place('DI_BAWAH', 'TINGGI'), 6, null],
    ['T15', place(80, 70), 7, '75.00'],
    ['a level and a number', place('DI_ATAS', 60), 7, null],
    ['a number and a level', place(79.99, 'RENDAH'), 2, null],
    ['the lower edge', place(60, 80), 8, '70.00'],
    ['just below the edges', place(59.99, 79.99), 3, '69.99'],
    ['nothing', place(0, 0), 1, '0.00'],
    ['everything', place(100, 100), 9, '100.00'],
    ['rounded half-up', place(70.01, 70), 5, '70.01'],
  ])('%s', (_, answer, box, talentScore) => {
    expect(answer).toEqual({ box, talentScore });
  });

  it('are nine, each once', () => {
    const boxes = performanceLevels.flatMap((row) => potentialLevels.map((column) => place(row, column).box));
    expect([...boxes].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('never gets worse with more of either', () => {
    const axis = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(axis, axis, axis, (a, b, more) => {
        expect(place(Math.max(a, more), b).box).toBeGreaterThanOrEqual(place(a, b).box);
        expect(place(a, Math.max(b, more)).box).toBeGreaterThanOrEqual(place(a, b).box);
        const doubled = Math.round(a * 100) + Math.round(b * 100);
        expect(Math.round(Number(place(a, b).talentScore) * 100)).toBe(Math.floor((doubled + 1) / 2));
      }),
    );
  });
});
