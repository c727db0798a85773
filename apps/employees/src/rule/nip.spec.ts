import { describe, expect, it } from '@jest/globals';
import { isDay } from '@siger/calendar';
import fc from 'fast-check';
import { ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { nip } from './nip.js';

const { parameters } = ruleSets.nip;
const today = '2026-11-24';
const read = (text: string, status: 'PNS' | 'PPPK' = 'PNS') => nip({ nip: text, status }, parameters, today);

describe('a NIP', () => {
  it('N01: is decoded', () => {
    expect(read('196608011988031001')).toEqual({
      valid: true,
      normalised: '196608011988031001',
      birthDate: '1966-08-01',
      appointedIn: '1988-03',
      sex: 'L',
      errors: [],
      warnings: [],
    });
  });

  it('N02: may be written with blanks and dots', () => {
    expect(read('19660801 198803 1 001')).toEqual(read('196608011988031001'));
    expect(read(' 1966.08.01.198803.1.001 ')).toEqual(read('196608011988031001'));
  });

  it('N03: of a man born on 26 September 1986, appointed in May 2015', () => {
    expect(read('198609262015051001')).toMatchObject({ valid: true, birthDate: '1986-09-26', appointedIn: '2015-05', sex: 'L' });
    expect(read('198609262015052001')).toMatchObject({ valid: true, sex: 'P' });
  });

  it.each([
    ['N04', '199013012015051001', 'PNS', ['BIRTH_DATE']],
    ['N05', '199002302015051001', 'PNS', ['BIRTH_DATE']],
    ['N06', '199001012015053001', 'PNS', ['SEX']],
    ['N07', '199001012015131001', 'PNS', ['APPOINTMENT_MONTH']],
    ['N08 as PPPK', '199001012022211001', 'PPPK', []],
    ['N08 as PNS', '199001012022211001', 'PNS', ['APPOINTMENT_MONTH']],
    ['N09', '201001012015051001', 'PNS', ['AGE']],
    ['N10', '19900101201505100', 'PNS', ['LENGTH']],
    ['19 digits', '1990010120150510011', 'PNS', ['LENGTH']],
    ['no digits', ' . ', 'PNS', ['LENGTH']],
    ['sequence 000', '199001012015051000', 'PNS', ['SEQUENCE']],
    ['month 00', '199001012015001001', 'PNS', ['APPOINTMENT_MONTH']],
    ['contract code 20', '199001012022201001', 'PPPK', ['CONTRACT_CODE']],
    ['contract code 29', '199001012022291001', 'PPPK', []],
    ['contract code 30', '199001012022301001', 'PPPK', ['CONTRACT_CODE']],
    ['born tomorrow', '202611252045051001', 'PNS', ['BIRTH_FUTURE']],
    ['born today', '202611242045051001', 'PNS', []],
    ['leap day', '200002292020051001', 'PNS', []],
    ['everything wrong', '209913322015130000', 'PNS', ['BIRTH_DATE', 'APPOINTMENT_MONTH', 'SEX', 'SEQUENCE']],
    ['the future and too young', '209901012015051001', 'PNS', ['BIRTH_FUTURE', 'AGE']],
  ] as const)('%s', (_, text, status, errors) => {
    expect(read(text, status)).toMatchObject({ valid: errors.length === 0, errors });
  });

  it('with faults leaves unreadable parts null and keeps the others', () => {
    expect(read('199002302015053001')).toMatchObject({ birthDate: null, appointedIn: '2015-05', sex: null });
    expect(read('199001012022211002', 'PPPK')).toMatchObject({ birthDate: '1990-01-01', appointedIn: null, sex: 'L' });
    expect(read('1234')).toMatchObject({ normalised: '1234', birthDate: null, appointedIn: null, sex: null, warnings: [] });
  });

  it.each([
    ['15 years and 11 months', '200001022015121001', 'PNS', ['AGE'], []],
    ['16 years to the day', '200001012016011001', 'PNS', [], ['AGE_UNUSUAL']],
    ['17 years and 364 days', '199001022008011001', 'PNS', [], ['AGE_UNUSUAL']],
    ['18 years to the day', '199001012008011001', 'PNS', [], []],
    ['46 years and 364 days', '199001022037011001', 'PNS', [], []],
    ['47 years to the day', '199001012037011001', 'PNS', [], ['AGE_UNUSUAL']],
    ['PPPK, 46 by the years', '199012312036211001', 'PPPK', [], []],
    ['PPPK, 47 by the years', '199012312037211001', 'PPPK', [], ['AGE_UNUSUAL']],
    ['PPPK, 15 by the years', '200001012015211001', 'PPPK', ['AGE'], []],
    ['PPPK, 17 by the years', '200012312017211001', 'PPPK', [], ['AGE_UNUSUAL']],
  ] as const)('age: %s', (_, text, status, errors, warnings) => {
    expect(read(text, status)).toMatchObject({ errors, warnings });
  });
});

describe('any digits', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 18, maxLength: 18 }).map((all) => all.join(''));
  const status = fc.constantFrom('PNS' as const, 'PPPK' as const);

  it('are valid exactly when there is no error, and never more is read than there is', () => {
    fc.assert(
      fc.property(digits, status, (text, kind) => {
        const answer = read(text, kind);
        expect(answer.valid).toBe(answer.errors.length === 0);
        expect(answer.birthDate === null).toBe(answer.errors.includes('BIRTH_DATE'));
        expect(answer.birthDate === null || isDay(answer.birthDate)).toBe(true);
        expect(answer.sex === null).toBe(answer.errors.includes('SEX'));
        expect(kind === 'PNS' && answer.appointedIn === null).toBe(answer.errors.includes('APPOINTMENT_MONTH'));
        expect(new Set(answer.errors).size).toBe(answer.errors.length);
      }),
    );
  });

  it('are the same number with blanks and dots anywhere', () => {
    fc.assert(
      fc.property(digits, fc.array(fc.constantFrom(' ', '.', ''), { minLength: 18, maxLength: 18 }), (text, gaps) => {
        expect(read([...text].map((digit, i) => `${gaps[i]}${digit}`).join(''))).toEqual(read(text));
      }),
    );
  });

  it('composed from a real person are read back', () => {
    const two = (n: number) => String(n).padStart(2, '0');
    fc.assert(
      fc.property(
        fc.integer({ min: 1950, max: 2000 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 19, max: 25 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(1, 2),
        fc.integer({ min: 1, max: 999 }),
        (year, month, day, age, appointed, sex, sequence) => {
          const text = `${year}${two(month)}${two(day)}${year + age}${two(appointed)}${sex}${String(sequence).padStart(3, '0')}`;
          expect(read(text)).toEqual({
            valid: true,
            normalised: text,
            birthDate: `${year}-${two(month)}-${two(day)}`,
            appointedIn: `${year + age}-${two(appointed)}`,
            sex: sex === 1 ? 'L' : 'P',
            errors: [],
            warnings: [],
          });
        },
      ),
    );
  });
});
