import { describe, expect, it } from '@jest/globals';
import { distributionCodes, organisationPredicates, type DistributionInput } from '@siger/contracts';
import fc from 'fast-check';
import { ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { distribution, distributionFaults } from './distribution.js';

type Organisation = DistributionInput['organisationPredicate'];
type Counts = DistributionInput['counts'];

const { parameters } = ruleSets.distribution;
const nobody = { SANGAT_BAIK: 0, BAIK: 0, BUTUH_PERBAIKAN: 0, KURANG: 0, SANGAT_KURANG: 0 };
const judge = (organisationPredicate: Organisation, some: Partial<Counts>) =>
  distribution({ organisationPredicate, counts: { ...nobody, ...some } }, parameters);
const finding = (code: string, limit: number, actual: number) => ({ code, limit, actual });

describe('the distribution of predicates', () => {
  it.each([
    ['K13', 'ISTIMEWA', { SANGAT_BAIK: 14, BAIK: 6 }, []],
    ['K14', 'ISTIMEWA', { SANGAT_BAIK: 15, BAIK: 5 }, [finding('SANGAT_BAIK_MAX', 14, 15)]],
    ['K15', 'BAIK', { BAIK: 14, SANGAT_BAIK: 5, BUTUH_PERBAIKAN: 1 }, []],
    ['K16', 'BAIK', { BAIK: 14, SANGAT_BAIK: 6 }, [finding('NEEDS_LOW', 1, 0)]],
    ['K17', 'BAIK', { BAIK: 8, BUTUH_PERBAIKAN: 2 }, [finding('BAIK_MAX', 7, 8)]],
    ['K18', 'BUTUH_PERBAIKAN', { BUTUH_PERBAIKAN: 12, BAIK: 6, SANGAT_BAIK: 2 }, []],
    ['K19', 'BUTUH_PERBAIKAN', { BUTUH_PERBAIKAN: 11, BAIK: 9 }, [finding('BUTUH_PERBAIKAN_MIN', 12, 11)]],
    ['K20', 'KURANG', { KURANG: 6, BUTUH_PERBAIKAN: 1, BAIK: 2, SANGAT_BAIK: 1 }, []],
    ['K21', 'KURANG', { KURANG: 6, BAIK: 3, SANGAT_BAIK: 1 }, [finding('BUTUH_PERBAIKAN_SHARE_MIN', 1, 0)]],
    ['K22', 'SANGAT_KURANG', { SANGAT_KURANG: 6, KURANG: 1, BAIK: 2, SANGAT_BAIK: 1 }, [finding('SANGAT_BAIK_ZERO', 0, 1)]],
    ['K23', 'SANGAT_KURANG', { SANGAT_KURANG: 6, KURANG: 1, BAIK: 3 }, []],
    ['rounding down', 'ISTIMEWA', { SANGAT_BAIK: 7, BAIK: 4 }, []],
    ['rounding down, one more', 'ISTIMEWA', { SANGAT_BAIK: 8, BAIK: 3 }, [finding('SANGAT_BAIK_MAX', 7, 8)]],
    ['rounding up', 'BUTUH_PERBAIKAN', { BUTUH_PERBAIKAN: 6, BAIK: 5 }, [finding('BUTUH_PERBAIKAN_MIN', 7, 6)]],
    ['a KURANG is low enough', 'BAIK', { BAIK: 14, SANGAT_BAIK: 5, KURANG: 1 }, []],
    [
      'everything at once',
      'KURANG',
      { SANGAT_BAIK: 10 },
      [finding('SANGAT_BAIK_MAX', 1, 10), finding('KURANG_MIN', 6, 0), finding('BUTUH_PERBAIKAN_SHARE_MIN', 1, 0)],
    ],
    [
      'the worst pattern',
      'SANGAT_KURANG',
      { SANGAT_BAIK: 10 },
      [finding('SANGAT_KURANG_MIN', 6, 0), finding('LOW_SHARE_MIN', 1, 0), finding('SANGAT_BAIK_ZERO', 0, 10)],
    ],
  ] as const)('%s: %s', (_, organisation, counts, breaches) => {
    expect(judge(organisation, counts)).toMatchObject({ conforms: breaches.length === 0, breaches });
  });

  it('only warns where the group that should be the largest is not, a tie too', () => {
    expect(judge('ISTIMEWA', { SANGAT_BAIK: 5, BAIK: 5 })).toEqual({
      conforms: true,
      breaches: [],
      warnings: [finding('LARGEST_GROUP', 5, 5)],
    });
    expect(judge('BAIK', { BAIK: 4, SANGAT_BAIK: 5, KURANG: 1 }).warnings).toEqual([finding('LARGEST_GROUP', 5, 4)]);
    expect(judge('BUTUH_PERBAIKAN', { BUTUH_PERBAIKAN: 1, BAIK: 9 }).warnings).toEqual([]);
  });

  it('binds nobody in a unit of fewer than five: breaches become warnings', () => {
    expect(judge('BAIK', { BAIK: 4 })).toEqual({
      conforms: true,
      breaches: [],
      warnings: [finding('BAIK_MAX', 2, 4), finding('NEEDS_LOW', 1, 0), finding('SMALL_UNIT', 5, 4)],
    });
    expect(judge('ISTIMEWA', { BAIK: 1 }).warnings).toEqual([finding('LARGEST_GROUP', 1, 0), finding('SMALL_UNIT', 5, 1)]);
    expect(judge('BAIK', { BAIK: 5 })).toMatchObject({ conforms: false, warnings: [] });
  });

  it('needs somebody to judge', () => {
    expect(distributionFaults({ organisationPredicate: 'BAIK', counts: nobody }).map(({ pointer }) => pointer)).toEqual([
      '/counts',
    ]);
    expect(distributionFaults({ counts: { ...nobody, KURANG: 1 } })).toEqual([]);
    expect(distributionFaults({ counts: { BAIK: 0 } })).toEqual([]);
    expect(distributionFaults(undefined)).toEqual([]);
  });
});

/** The circular's sentences again, as inequalities in whole persons, without rounding anything. */
const breachesByHand = (organisation: Organisation, c: Counts): string[] => {
  const n = c.SANGAT_BAIK + c.BAIK + c.BUTUH_PERBAIKAN + c.KURANG + c.SANGAT_KURANG;
  const rules: Record<Organisation, [string, boolean][]> = {
    ISTIMEWA: [['SANGAT_BAIK_MAX', c.SANGAT_BAIK * 10 > 7 * n]],
    BAIK: [
      ['BAIK_MAX', c.BAIK * 10 > 7 * n],
      ['NEEDS_LOW', c.BUTUH_PERBAIKAN === 0 && c.KURANG === 0],
    ],
    BUTUH_PERBAIKAN: [
      ['SANGAT_BAIK_MAX', c.SANGAT_BAIK * 10 > n],
      ['BUTUH_PERBAIKAN_MIN', c.BUTUH_PERBAIKAN * 10 < 6 * n],
    ],
    KURANG: [
      ['SANGAT_BAIK_MAX', c.SANGAT_BAIK * 10 > n],
      ['KURANG_MIN', c.KURANG * 10 < 6 * n],
      ['BUTUH_PERBAIKAN_SHARE_MIN', c.BUTUH_PERBAIKAN * 10 < n],
    ],
    SANGAT_KURANG: [
      ['SANGAT_KURANG_MIN', c.SANGAT_KURANG * 10 < 6 * n],
      ['LOW_SHARE_MIN', (c.KURANG + c.BUTUH_PERBAIKAN) * 10 < n],
      ['SANGAT_BAIK_ZERO', c.SANGAT_BAIK > 0],
    ],
  };
  return rules[organisation].filter(([, broken]) => broken).map(([code]) => code);
};

describe('any distribution', () => {
  const persons = fc.oneof(fc.nat(3), fc.nat(30), fc.nat(10_000_000));
  const any = fc
    .record({ SANGAT_BAIK: persons, BAIK: persons, BUTUH_PERBAIKAN: persons, KURANG: persons, SANGAT_KURANG: persons })
    .filter((counts) => Object.values(counts).some((count) => count > 0));
  const organisation = fc.constantFrom(...organisationPredicates);

  it('is judged as the circular reads', () => {
    fc.assert(
      fc.property(organisation, any, (predicate, counts) => {
        const { conforms, breaches, warnings } = judge(predicate, counts);
        const all = Object.values(counts).reduce((a, b) => a + b, 0);
        const expected = breachesByHand(predicate, counts);
        const found = (all < 5 ? warnings : breaches).map(({ code }) => code);
        expect(found.filter((code) => code !== 'LARGEST_GROUP' && code !== 'SMALL_UNIT')).toEqual(expected);
        expect(conforms).toBe(all < 5 || expected.length === 0);
        expect(warnings.some(({ code }) => code === 'SMALL_UNIT')).toBe(all < 5);
        for (const { code, limit, actual } of [...breaches, ...warnings]) {
          expect(distributionCodes).toContain(code);
          expect([limit, actual].every(Number.isInteger)).toBe(true);
          expect(actual).not.toBe(code === 'LARGEST_GROUP' ? undefined : limit);
        }
      }),
      { numRuns: 500 },
    );
  });
});
