import { describe, expect, it } from '@jest/globals';
import { skmElements, skmWeights, type SkmAnswers, type SkmAverages, type SkmIndexInput } from '@siger/contracts';
import fc from 'fast-check';
import { ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { skmIndex, skmIndexFaults } from './skm-index.js';

const { parameters } = ruleSets['skm-index'];
type Weight = NonNullable<SkmIndexInput['weight']>;
const keyed = <T extends object>(values: readonly number[]): T =>
  Object.fromEntries(skmElements.map((element, i) => [element, values[i]])) as T;
const answers = (values: readonly number[]) => keyed<SkmAnswers>(values);
const same = (value: number) => Array<number>(9).fill(value);
const ofAnswers = (rows: readonly (readonly number[])[], weight?: Weight) =>
  skmIndex({ responses: rows.map(answers), ...(weight ? { weight } : {}) }, parameters);
const ofAverages = (values: readonly number[], weight?: Weight) =>
  skmIndex({ averages: keyed<SkmAverages>(values), ...(weight ? { weight } : {}) }, parameters);

const five = [
  [4, 3, 3, 4, 3, 4, 4, 3, 3],
  [3, 3, 2, 4, 3, 3, 4, 3, 3],
  [4, 4, 3, 4, 4, 4, 4, 4, 3],
  [3, 2, 2, 3, 3, 3, 3, 2, 2],
  [3, 3, 3, 4, 3, 3, 4, 3, 3],
];

describe('the satisfaction index', () => {
  it.each([
    ['S01', ofAnswers([same(4)]), '100.00', 'A'],
    ['S01 with 0.111', ofAnswers([same(4)], '0.111'), '99.90', 'A'],
    ['S01 with 0.11', ofAnswers([same(4)], '0.11'), '99.00', 'A'],
    ['S02', ofAnswers([same(3)]), '75.00', 'C'],
    ['S02 with 0.111', ofAnswers([same(3)], '0.111'), '74.93', 'C'],
    ['S03', ofAnswers([same(2)]), '50.00', 'D'],
    ['S04', ofAnswers([same(1)]), '25.00', 'D'],
    ['S04 with 0.111 is below the table and still a D', ofAnswers([same(1)], '0.111'), '24.98', 'D'],
    ['S05', ofAverages([3.5, 3.25, 3.0, 3.75, 3.4, 3.6, 3.8, 3.2, 3.1]), '85.00', 'B'],
    ['S06', ofAnswers(five), '80.56', 'B'],
    ['S06 with 0.111', ofAnswers(five, '0.111'), '80.48', 'B'],
    ['S07', ofAverages([2.5, 2.4, 2.6, 2.8, 2.7, 2.5, 2.6, 2.4, 2.5]), '63.89', 'D'],
    ['S08: 64.994', ofAverages(same(2.59976)), '64.99', 'D'],
    ['S08: 64.995', ofAverages(same(2.5998)), '65.00', 'C'],
    ['S09: 76.604', ofAverages(same(3.06416)), '76.60', 'C'],
    ['S09: 76.605', ofAverages(same(3.0642)), '76.61', 'B'],
    ['S10: 88.304', ofAverages(same(3.53216)), '88.30', 'B'],
    ['S10: 88.305', ofAverages(same(3.5322)), '88.31', 'A'],
  ])('%s', (_, answer, index, grade) => {
    expect(answer).toMatchObject({ index, grade });
  });

  it('S06: shows the averages of five respondents and the lowest element', () => {
    expect(ofAnswers(five)).toEqual({
      respondents: 5,
      averages: {
        PERSYARATAN: '3.40',
        PROSEDUR: '3.00',
        WAKTU: '2.60',
        BIAYA: '3.80',
        PRODUK: '3.20',
        KOMPETENSI: '3.40',
        PERILAKU: '3.80',
        PENGADUAN: '3.00',
        SARANA: '2.80',
      },
      index: '80.56',
      grade: 'B',
      lowest: ['WAKTU'],
    });
  });

  it('knows no respondents where averages were given', () => {
    expect(ofAverages(same(3))).toMatchObject({ respondents: null, averages: { SARANA: '3.00' }, lowest: [...skmElements] });
  });

  it('names every element that ties for the lowest, by the exact average, in the order of the regulation', () => {
    expect(ofAverages([4, 2, 4, 2, 4, 4, 4, 4, 2]).lowest).toEqual(['PROSEDUR', 'BIAYA', 'SARANA']);
    expect(ofAverages([4, 2.004, 4, 2.001, 4, 4, 4, 4, 4]).lowest).toEqual(['BIAYA']);
  });

  it('S13: is nothing, not zero, without a respondent', () => {
    expect(skmIndex({ responses: [] }, parameters)).toEqual({
      respondents: 0,
      averages: null,
      index: null,
      grade: null,
      lowest: [],
    });
  });

  it('takes exactly one of answers and averages', () => {
    const pointers = (body: unknown) => skmIndexFaults(body).map(({ pointer }) => pointer);
    expect(pointers({ responses: [] })).toEqual([]);
    expect(pointers({ averages: {}, weight: 'EXACT' })).toEqual([]);
    expect(pointers({})).toEqual(['/responses', '/averages']);
    expect(pointers({ responses: [], averages: {} })).toEqual(['/responses', '/averages']);
  });

  it('agrees with whole-number arithmetic, whoever answers first', () => {
    const row = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 9, maxLength: 9 });
    const rows = fc.array(row, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(rows, fc.constantFrom(...skmWeights), (all, weight) => {
        const total = BigInt(all.flat().reduce((a, b) => a + b, 0));
        const [numerator, divisor] = { EXACT: [1n, 9n], '0.111': [111n, 1000n], '0.11': [11n, 100n] }[weight] as [bigint, bigint];
        const below = divisor * BigInt(all.length);
        const hundredths = Number((2n * 2500n * total * numerator + below) / (2n * below));
        const answer = ofAnswers(all, weight);
        expect(Math.round(Number(answer.index) * 100)).toBe(hundredths);
        expect(answer.grade).toBe('ABCD'[[8831, 7661, 6500, 0].findIndex((from) => hundredths >= from)]);
        const sums = skmElements.map((_, i) => all.reduce((sum, each) => sum + (each[i] ?? 0), 0));
        expect(answer.lowest).toEqual(skmElements.filter((_, i) => sums[i] === Math.min(...sums)));
        expect(ofAnswers([...all].reverse(), weight)).toEqual(answer);
        expect(ofAnswers([...all, ...all], weight)).toEqual({ ...answer, respondents: 2 * all.length });
      }),
    );
  });

  it('reads a hundred thousand answers', () => {
    const responses = Array.from({ length: 100_000 }, (_, i) => answers(five[i % 5] ?? []));
    expect(skmIndex({ responses }, parameters)).toMatchObject({ respondents: 100_000, index: '80.56' });
  });
});
