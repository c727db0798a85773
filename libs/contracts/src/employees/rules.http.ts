import { DateOnly, Flag, Nullable, OneOf, SomeOf, Text } from '../core/field.js';
import { employmentStatuses } from './values.js';

export const nipSexes = ['L', 'P'] as const;
export const nipErrors = [
  'LENGTH',
  'BIRTH_DATE',
  'BIRTH_FUTURE',
  'APPOINTMENT_MONTH',
  'CONTRACT_CODE',
  'SEX',
  'SEQUENCE',
  'AGE',
] as const;
export const nipWarnings = ['AGE_UNUSUAL'] as const;

/** PerKa BKN 22/2007. */
export class NipInput {
  @Text({ min: 0, max: 1000, pattern: '^[0-9 .]*$', doc: 'digits; spaces and dots are ignored' }) nip!: string;
  @OneOf(employmentStatuses) status!: (typeof employmentStatuses)[number];
}
export class NipAnswer {
  @Flag({ doc: 'whether `errors` is empty' }) valid!: boolean;
  @Text({ min: 0, max: 1000, doc: 'the digits alone' }) normalised!: string;
  @Nullable() @DateOnly({ doc: 'null where it cannot be read' }) birthDate!: string | null;
  @Nullable() @Text({ max: 7, pattern: '^[0-9]{4}-[0-9]{2}$', doc: 'month of appointment as CPNS; null for PPPK' }) appointedIn!:
    string | null;
  @Nullable() @OneOf(nipSexes) sex!: (typeof nipSexes)[number] | null;
  @SomeOf(nipErrors, { max: 8 }) errors!: (typeof nipErrors)[number][];
  @SomeOf(nipWarnings, { max: 1 }) warnings!: (typeof nipWarnings)[number][];
}
