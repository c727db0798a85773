import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@siger/contracts';
import { checkComplete, parentsOf, type Cascade } from './cascade.js';
import { aPlan, aResult, anIndicator, leaderResultId } from './plan.fixture.js';
import type { Plan } from './plan.js';

const cascade = (overrides: Partial<Cascade> = {}): Cascade => ({
  leaderResultIds: new Set([leaderResultId]),
  ancestorIds: new Set(),
  ...overrides,
});
const refusal = (plan: Plan, above = cascade()) => {
  try {
    checkComplete(plan, above);
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
};
const withIndicator = (overrides: Parameters<typeof anIndicator>[0], plan: Partial<Plan> = {}) =>
  aPlan({ ...plan, results: [aResult({ indicators: [anIndicator(overrides)] })] });

describe('checkComplete', () => {
  it.each<[string, Plan, string | null]>([
    ['a complete plan', aPlan(), null],
    ['no results', aPlan({ results: [] }), 'plan-without-results'],
    ['a quantitative result without indicators', aPlan({ results: [aResult({ indicators: [] })] }), 'result-without-indicator'],
    ['an indicator without aspek', withIndicator({ aspect: null }), 'indicator-without-aspect'],
    ['a perspektif of somebody who leads nothing', withIndicator({ perspective: 'ANGGARAN' }), 'perspective-not-allowed'],
    ['a perspektif of a head', withIndicator({ perspective: 'ANGGARAN', aspect: null }, { leadsUnit: true }), null],
    ['a JPT without perspektif', withIndicator({}, { positionKind: 'JPT', leadsUnit: true }), 'indicator-without-perspective'],
    ['a main result without parent', aPlan({ results: [aResult({ parentResultIds: [] })] }), 'result-without-parent'],
    ['a main result of a head without parent', aPlan({ leadsUnit: true, results: [aResult({ parentResultIds: [] })] }), null],
    ['an extra result without parent', aPlan({ results: [aResult({ kind: 'TAMBAHAN', parentResultIds: [] })] }), null],
    ['a parent elsewhere', aPlan({ results: [aResult({ parentResultIds: [aPlan().id] })] }), 'parent-not-of-leader'],
    ['a result that is its own parent', aPlan({ results: [aResult({ parentResultIds: [aResult().id] })] }), 'cascade-loops'],
    [
      'a qualitative result without measure',
      aPlan({ approach: 'KUALITATIF', results: [aResult({ indicators: [] })] }),
      'result-without-measure',
    ],
    [
      'a qualitative result with a measure',
      aPlan({ approach: 'KUALITATIF', results: [aResult({ indicators: [], measure: 'Selesai tepat waktu' })] }),
      null,
    ],
  ])('%s: %s', (_, plan, expected) => {
    expect(refusal(plan)).toBe(expected);
  });

  it('refuses a circle through the plans above', () => {
    expect(refusal(aPlan(), cascade({ ancestorIds: new Set([aResult().id]) }))).toBe('cascade-loops');
  });
});

describe('parentsOf', () => {
  it('names every parent once', () => {
    expect(parentsOf(aPlan({ results: [aResult(), aResult({ id: aPlan().id })] }))).toEqual([leaderResultId]);
  });
});
