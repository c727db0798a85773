import { type Day, isDay, wholeYears } from '@siger/calendar';
import type { NipAnswer, NipInput } from '@siger/contracts';

/** PerKa BKN 22/2007; ages in whole years. */
export interface NipParameters {
  readonly digits: number;
  readonly sexes: Readonly<Record<string, 'L' | 'P'>>;
  /** Digits 13-14 of a PPPK: contract code and sequence. */
  readonly contractCode: { readonly least: number; readonly most: number };
  readonly age: { readonly refusedBelow: number; readonly unusualBelow: number; readonly unusualAbove: number };
}

type Fault = NipAnswer['errors'][number];

/** `YYYYMMDD` of the birth, `YYYYMM` of the appointment (PPPK: `YYYY` and the contract code), sex, sequence. */
const partsOf = (digits: string) => ({
  birth: `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`,
  year: digits.slice(8, 12),
  fifth: Number(digits.slice(12, 14)),
  sex: digits.slice(14, 15),
  sequence: digits.slice(15),
});
type Parts = ReturnType<typeof partsOf>;

const monthOf = ({ year, fifth }: Parts) => (fifth >= 1 && fifth <= 12 ? `${year}-${String(fifth).padStart(2, '0')}` : null);

/** PNS: on the first of the month of appointment. PPPK: the difference of the years. Null where either part is unreadable. */
const ageAt = (birth: Day | null, parts: Parts, status: NipInput['status']): number | null => {
  if (birth === null) return null;
  if (status === 'PPPK') return Number(parts.year) - Number(birth.slice(0, 4));
  const month = monthOf(parts);
  return month === null ? null : wholeYears(birth, `${month}-01`);
};

const isBetween = (value: number, { least, most }: { least: number; most: number }) => value >= least && value <= most;

type Found = Readonly<Record<Exclude<Fault, 'LENGTH'>, boolean>>;
const errorsOf = (found: Found): Fault[] => (Object.keys(found) as (keyof Found)[]).filter((code) => found[code]);

const isUnusual = (age: number | null, limits: NipParameters['age']) =>
  age !== null && age >= limits.refusedBelow && (age < limits.unusualBelow || age > limits.unusualAbove);

/** Decodes a NIP or NI PPPK and lists all its faults. `today` bounds the date of birth. */
export const nip = (input: NipInput, { digits, sexes, contractCode, age: limits }: NipParameters, today: Day): NipAnswer => {
  const normalised = input.nip.replace(/[ .]/g, '');
  if (normalised.length !== digits)
    return { valid: false, normalised, birthDate: null, appointedIn: null, sex: null, errors: ['LENGTH'], warnings: [] };

  const parts = partsOf(normalised);
  const pppk = input.status === 'PPPK';
  const birthDate = isDay(parts.birth) ? parts.birth : null;
  const appointedIn = pppk ? null : monthOf(parts);
  const sex = sexes[parts.sex] ?? null;
  const age = ageAt(birthDate, parts, input.status);
  const errors = errorsOf({
    BIRTH_DATE: birthDate === null,
    BIRTH_FUTURE: birthDate !== null && birthDate > today,
    APPOINTMENT_MONTH: !pppk && appointedIn === null,
    CONTRACT_CODE: pppk && !isBetween(parts.fifth, contractCode),
    SEX: sex === null,
    SEQUENCE: Number(parts.sequence) === 0,
    AGE: age !== null && age < limits.refusedBelow,
  });
  const warnings: NipAnswer['warnings'] = isUnusual(age, limits) ? ['AGE_UNUSUAL'] : [];
  return { valid: errors.length === 0, normalised, birthDate, appointedIn, sex, errors, warnings };
};
