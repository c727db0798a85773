import { describe, expect, it } from '@jest/globals';
import { educationLevels, olderPredicates, positionKinds, punishments, type ProfessionalismIndexInput } from '@siger/contracts';
import fc from 'fast-check';
import { ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { professionalismIndex } from './professionalism-index.js';

const { parameters } = ruleSets['professionalism-index'];
const clerk: ProfessionalismIndexInput = {
  education: 'S1',
  position: 'PELAKSANA',
  leadershipTraining: false,
  functionalTraining: false,
  technicalHours: 20,
  seminar: true,
  predicate: 'SANGAT_BAIK',
  punishment: 'NONE',
};
const index = (changes: Partial<ProfessionalismIndexInput>) => professionalismIndex({ ...clerk, ...changes }, parameters);

describe('the professionalism index', () => {
  it('T16: an administrator with a master', () => {
    const answer = index({
      education: 'S2',
      position: 'ADMINISTRATOR',
      leadershipTraining: true,
      technicalHours: 24,
      predicate: 'BAIK',
    });
    expect(answer).toEqual({
      index: '90.00',
      category: 'TINGGI',
      parts: { qualification: '20.00', competence: '40.00', performance: '25.00', discipline: '5.00' },
    });
  });

  it('T17: a clerk with a bachelor', () => {
    expect(index({})).toEqual({
      index: '90.00',
      category: 'TINGGI',
      parts: { qualification: '15.00', competence: '40.00', performance: '30.00', discipline: '5.00' },
    });
  });

  it('T18: a functional post without its training', () => {
    expect(index({ education: 'D3', position: 'JF', predicate: 'BAIK' })).toMatchObject({ index: '65.00', category: 'RENDAH' });
  });

  it('T19: a clerk from school, punished lightly', () => {
    expect(index({ education: 'SLTA', seminar: false, predicate: 'CUKUP', punishment: 'LIGHT' })).toMatchObject({
      index: '45.50',
      category: 'SANGAT_RENDAH',
      parts: { competence: '22.50', performance: '15.00', discipline: '3.00' },
    });
  });

  it('T20: takes its category from the exact index', () => {
    const qualification = (points: number) => ({ ...parameters, qualification: { ...parameters.qualification, S1: points } });
    const categoryOf = (exactIndex: number) => professionalismIndex(clerk, qualification(exactIndex - 75)).category;
    expect([91, 90.999, 90.5, 81, 80.999, 71, 70.999, 61, 60.999, 60.4, 60].map(categoryOf)).toEqual([
      'SANGAT_TINGGI',
      ...['TINGGI', 'TINGGI', 'TINGGI'],
      ...['SEDANG', 'SEDANG'],
      ...['RENDAH', 'RENDAH'],
      ...['SANGAT_RENDAH', 'SANGAT_RENDAH', 'SANGAT_RENDAH'],
    ]);
    expect(index({ education: 'S2', punishment: 'HEAVY' })).toMatchObject({ index: '91.00', category: 'SANGAT_TINGGI' });
  });

  it('T21: nineteen hours of technical training are none', () => {
    expect(index({ technicalHours: 19 }).parts.competence).toBe('17.50');
    expect(index({ technicalHours: 19.99 }).parts.competence).toBe('17.50');
    expect(index({ technicalHours: 20, seminar: false }).parts.competence).toBe('22.50');
    expect(index({ position: 'JF', technicalHours: 19, seminar: false }).parts.competence).toBe('0.00');
  });

  it('gives the training of another kind of post no points', () => {
    expect(index({ leadershipTraining: true, functionalTraining: true }).index).toBe('90.00');
    expect(index({ position: 'JF', leadershipTraining: true }).parts.competence).toBe('25.00');
    expect(index({ position: 'PENGAWAS', functionalTraining: true }).parts.competence).toBe('25.00');
  });

  it("lies between its bounds, adds up, and 40 points of competence are within everybody's reach", () => {
    const any = fc.record({
      education: fc.constantFrom(...educationLevels),
      position: fc.constantFrom(...positionKinds),
      leadershipTraining: fc.boolean(),
      functionalTraining: fc.boolean(),
      technicalHours: fc.double({ min: 0, max: 60, noNaN: true }),
      seminar: fc.boolean(),
      predicate: fc.constantFrom(...olderPredicates),
      punishment: fc.constantFrom(...punishments),
    });
    const hundredths = (figure: string) => Math.round(Number(figure) * 100);
    fc.assert(
      fc.property(any, (input) => {
        const { index: value, category, parts } = professionalismIndex(input, parameters);
        expect(hundredths(value)).toBe(Object.values(parts).reduce((sum, part) => sum + hundredths(part), 0));
        expect(hundredths(value) >= 300 && hundredths(value) <= 10_000).toBe(true);
        const step = [9100, 8100, 7100, 6100, 0].findIndex((from) => hundredths(value) >= from);
        expect(category).toBe(['SANGAT_TINGGI', 'TINGGI', 'SEDANG', 'RENDAH', 'SANGAT_RENDAH'][step]);
        const full = { ...input, leadershipTraining: true, functionalTraining: true, technicalHours: 20, seminar: true };
        expect(professionalismIndex(full, parameters).parts.competence).toBe('40.00');
      }),
    );
  });
});
