import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@siger/contracts';
import { checkAddressee, gapsOf, requiredLevels, type CompetencyStandard } from './competency-standard.js';

const position = '018f6f00-0000-7000-8000-000000000031';
const standard = (level: number, whom: Partial<CompetencyStandard>): CompetencyStandard => ({
  competency: 'INTEGRITAS',
  level,
  positionId: null,
  positionKind: null,
  grade: null,
  ...whom,
});
const ofKind = standard(2, { positionKind: 'JF' });
const ofGrade = standard(3, { positionKind: 'JF', grade: 'AHLI_MUDA' });
const ofPosition = standard(5, { positionId: position });
const post = { positionId: position, positionKind: 'JF', grade: 'AHLI_MUDA' };

describe('requiredLevels', () => {
  it.each([
    ['the kind', [ofKind], 2],
    ['the grade before the kind', [ofKind, ofGrade], 3],
    ['the very position before all', [ofPosition, ofGrade, ofKind], 5],
  ])('takes the standard of %s', (_, standards, level) => {
    expect(requiredLevels(standards, post)).toEqual([{ competency: 'INTEGRITAS', level }]);
    expect(requiredLevels([...standards].reverse(), post)).toEqual([{ competency: 'INTEGRITAS', level }]);
  });

  it('does not give the standard of another kind, grade or position', () => {
    const other = { positionId: '018f6f00-0000-7000-8000-000000000032', positionKind: 'PELAKSANA', grade: null };
    expect(requiredLevels([ofKind, ofGrade, ofPosition], other)).toEqual([]);
    expect(requiredLevels([ofGrade], { ...post, grade: 'AHLI_MADYA' })).toEqual([]);
  });

  it('requires nothing of someone without a post', () => {
    expect(requiredLevels([ofKind], null)).toEqual([]);
  });
});

describe('gapsOf', () => {
  it('is actual minus standard: negative is a need', () => {
    const standards = ['A', 'B', 'C'].map((competency) => ({ competency, level: 3 }));
    const profile = [
      { competency: 'A', level: 1 },
      { competency: 'B', level: 4 },
    ];
    expect(gapsOf(profile, standards).map(({ gap }) => gap)).toEqual([-2, 1, null]);
  });
});

describe('checkAddressee', () => {
  it.each([
    ['nobody', {}],
    ['both a position and a kind', { positionId: position, positionKind: 'JPT' }],
    ['a JF without a grade', { positionKind: 'JF' }],
    ['a grade of another kind', { positionKind: 'JPT', grade: 'AHLI_MUDA' }],
  ])('refuses %s', (_, whom) => {
    expect(() => checkAddressee(whom)).toThrow(new DomainError('invalid-body'));
  });

  it.each([[{ positionId: position }], [{ positionKind: 'JPT' }], [{ positionKind: 'JF', grade: 'MAHIR' }]])(
    'accepts %j',
    (whom) => {
      expect(() => checkAddressee(whom)).not.toThrow();
    },
  );
});
