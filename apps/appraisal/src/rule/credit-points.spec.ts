import { describe, expect, it } from '@jest/globals';
import { functionalGrades, olderPredicates, type CreditPointsPeriod } from '@siger/contracts';
import fc from 'fast-check';
import { ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { creditPoints } from './credit-points.js';

const { parameters } = ruleSets['credit-points'];
type Period = CreditPointsPeriod;
const period = (grade: Period['grade'], predicate: Period['predicate'], months: number): Period => ({ grade, predicate, months });
const sum = (...periods: Period[]) => creditPoints({ periods }, parameters);

const a01 = period('AHLI_PERTAMA', 'SANGAT_BAIK', 12);
const a02 = period('AHLI_PERTAMA', 'BAIK', 2);

describe('credit points', () => {
  it.each([
    ['A01', a01, '18.75'],
    ['A02', a02, '2.08'],
    ['A04', period('AHLI_PERTAMA', 'BUTUH_PERBAIKAN', 12), '9.38'],
    ['A05', period('MAHIR', 'SANGAT_KURANG', 12), '3.13'],
    ['A06', period('PEMULA', 'SANGAT_BAIK', 12), '5.63'],
    ['A07', period('PEMULA', 'KURANG', 12), '1.88'],
    ['A08', period('AHLI_MADYA', 'BAIK', 7), '21.88'],
    ['A09', period('AHLI_MADYA', 'BUTUH_PERBAIKAN', 12), '28.13'],
    ['A10', period('AHLI_MUDA', 'BUTUH_PERBAIKAN', 1), '1.56'],
    ['A11', period('MAHIR', 'BUTUH_PERBAIKAN', 9), '7.03'],
    ['A12', period('AHLI_PERTAMA', 'SANGAT_BAIK', 3), '4.69'],
    ['A13', period('AHLI_UTAMA', 'SANGAT_BAIK', 12), '75.00'],
    ['A15: three years as Ahli Muda', period('AHLI_MUDA', 'BAIK', 36), '75.00'],
    ['CUKUP reads as BUTUH_PERBAIKAN', period('AHLI_PERTAMA', 'CUKUP', 12), '9.38'],
  ])('%s', (_, line, points) => {
    expect(sum(line)).toEqual({ lines: [{ points }], total: points });
  });

  it('A03: accumulate', () => {
    expect(sum(a01, a02)).toEqual({ lines: [{ points: '18.75' }, { points: '2.08' }], total: '20.83' });
  });

  it('A12: show three decimals where asked', () => {
    expect(creditPoints({ periods: [period('AHLI_PERTAMA', 'SANGAT_BAIK', 3)], scale: 3 }, parameters)).toEqual({
      lines: [{ points: '4.688' }],
      total: '4.688',
    });
  });

  it('A14: sum exact values, not rounded ones', () => {
    const quarter = period('AHLI_PERTAMA', 'BAIK', 3);
    expect(sum(quarter, quarter, quarter, quarter)).toEqual({ lines: Array(4).fill({ points: '3.13' }), total: '12.50' });
  });

  it('A16: 50.00 after four good years, what a promotion from III/a asks for', () => {
    expect(sum(period('AHLI_PERTAMA', 'BAIK', 48)).total).toBe('50.00');
  });

  it('without a period are zero', () => {
    expect(sum()).toEqual({ lines: [], total: '0.00' });
    expect(creditPoints({ periods: [], scale: 3 }, parameters).total).toBe('0.000');
  });

  /** The official table of a full year (rows in the order of the grades; Baik down from the best predicate). */
  it('of a full year are those of the official table', () => {
    const years = functionalGrades.map((grade) =>
      (['SANGAT_BAIK', 'BAIK', 'BUTUH_PERBAIKAN', 'KURANG', 'SANGAT_KURANG'] as const).map(
        (predicate) => sum(period(grade, predicate, 12)).total,
      ),
    );
    const pertama = ['18.75', '12.50', '9.38', '6.25', '3.13'];
    const muda = ['37.50', '25.00', '18.75', '12.50', '6.25'];
    expect(years).toEqual([
      ['5.63', '3.75', '2.81', '1.88', '0.94'],
      ['7.50', '5.00', '3.75', '2.50', '1.25'],
      pertama,
      muda,
      pertama,
      muda,
      ['56.25', '37.50', '28.13', '18.75', '9.38'],
      ['75.00', '50.00', '37.50', '25.00', '12.50'],
    ]);
  });

  it('agree with whole-number arithmetic, however the months are split', () => {
    const one = fc.record({
      grade: fc.constantFrom(...functionalGrades),
      predicate: fc.constantFrom(...olderPredicates),
      months: fc.integer({ min: 1, max: 600 }),
    });
    const quarters: Record<Period['grade'], bigint> = {
      PEMULA: 15n,
      TERAMPIL: 20n,
      MAHIR: 50n,
      PENYELIA: 100n,
      AHLI_PERTAMA: 50n,
      AHLI_MUDA: 100n,
      AHLI_MADYA: 150n,
      AHLI_UTAMA: 200n,
    };
    const percent: Record<Period['predicate'], bigint> = {
      SANGAT_BAIK: 150n,
      BAIK: 100n,
      BUTUH_PERBAIKAN: 75n,
      CUKUP: 75n,
      KURANG: 50n,
      SANGAT_KURANG: 25n,
    };
    const scale = fc.constantFrom(2, 3);
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), scale, fc.integer({ min: 1, max: 599 }), (periods, decimals, cut) => {
        const numerator = periods.reduce((all, p) => all + quarters[p.grade] * percent[p.predicate] * BigInt(p.months), 0n);
        const expected = (numerator * 10n ** BigInt(decimals) * 2n + 4800n) / 9600n;
        const { total, lines } = creditPoints({ periods, scale: decimals }, parameters);
        expect([total.replace('.', '').replace(/^0+(?=.)/, ''), lines.length]).toEqual([String(expected), periods.length]);
        const split = periods.flatMap((p) =>
          p.months > cut
            ? [
                { ...p, months: cut },
                { ...p, months: p.months - cut },
              ]
            : [p],
        );
        expect(creditPoints({ periods: split, scale: decimals }, parameters).total).toBe(total);
      }),
    );
  });
});
