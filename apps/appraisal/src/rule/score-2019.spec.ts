import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { score2019 } from './score-2019.js';

const { parameters } = ruleSets['score-2019'];
const score = (planScore: number, behaviourScore: number, peerOpinion = false, newIdea = false) =>
  score2019({ planScore, behaviourScore, peerOpinion, newIdea }, parameters);

describe('the score of 2019', () => {
  it.each([
    ['K26', score(100, 90), '97.00', 'BAIK'],
    ['K27', score(110, 115, true, true), '112.00', 'SANGAT_BAIK'],
    ['K28', score(110, 115, true, false), '112.00', 'BAIK'],
    ['K29', score(80, 100), '86.00', 'CUKUP'],
    ['K30', score(60, 90, true), '72.00', 'CUKUP'],
    ['K31', score(40, 60), '46.00', 'SANGAT_KURANG'],
    ['K32: 90', score(90, 90), '90.00', 'BAIK'],
    ['K32: 89.99', score(89.99, 89.99), '89.99', 'CUKUP'],
    ['K32: 70', score(70, 70), '70.00', 'CUKUP'],
    ['K32: 69.99', score(69.99, 69.99), '69.99', 'KURANG'],
    ['just below 90 shows as 90.00 and is not Baik', score(89.999, 89.999, false, true), '90.00', 'CUKUP'],
    ['50', score(50, 50), '50.00', 'KURANG'],
    ['just below 50', score(49.999, 49.999), '50.00', 'SANGAT_KURANG'],
    ['110 with an idea', score(110, 110, false, true), '110.00', 'SANGAT_BAIK'],
    ['just below 110 with an idea', score(109.999, 109.999, false, true), '110.00', 'BAIK'],
    ['the most', score(120, 120, true, true), '120.00', 'SANGAT_BAIK'],
    ['nothing', score(0, 0, true, true), '0.00', 'SANGAT_KURANG'],
    ['no binary rounding: 70 % of 90.05 is 63.035', score(90.05, 0), '63.04', 'KURANG'],
  ])('%s', (_, answer, expected, predicate) => {
    expect(answer).toEqual({ score: expected, predicate });
  });

  it('agrees with whole-number arithmetic in hundredths', () => {
    const hundredths = fc.integer({ min: 0, max: 12_000 });
    fc.assert(
      fc.property(hundredths, hundredths, fc.boolean(), fc.boolean(), (plan, behaviour, peers, idea) => {
        const thousandths = peers ? 6 * plan + 4 * behaviour : 7 * plan + 3 * behaviour;
        const answer = score(plan / 100, behaviour / 100, peers, idea);
        expect(Math.round(Number(answer.score) * 100)).toBe(Math.floor((thousandths + 5) / 10));
        const step = [110_000, 90_000, 70_000, 50_000, 0].findIndex((from, i) => thousandths >= from && (i > 0 || idea));
        expect(answer.predicate).toBe(['SANGAT_BAIK', 'BAIK', 'CUKUP', 'KURANG', 'SANGAT_KURANG'][step]);
      }),
      { numRuns: 500 },
    );
  });
});
