import type { Language } from '../../context.js';

type Values = readonly unknown[];
interface Text {
  readonly code: string;
  readonly id: (values: Values) => string;
  readonly en: (values: Values) => string;
}

const text = (code: string, id: string, en: string): Text => {
  const fill = (sentence: string) => (values: Values) =>
    sentence.replace(/\{(\d)\}/g, (_, at: string) => show(values[Number(at)]));
  return { code, id: fill(id), en: fill(en) };
};
const show = (value: unknown) => (Array.isArray(value) ? value.slice(0, 30).join(', ') : String(value));

/** By the name of the class-validator rule that was broken; `{0}` is its first constraint. */
const texts: Readonly<Record<string, Text>> = {
  required: text('required', 'wajib diisi', 'is required'),
  whitelistValidation: text('unknown-field', 'tidak dikenal', 'is not known'),
  'unknown-parameter': text('unknown-parameter', 'tidak dikenal di sini', 'is not known here'),
  isString: text('type', 'harus berupa teks', 'must be text'),
  isInt: text('type', 'harus berupa bilangan bulat', 'must be a whole number'),
  isNumber: text('type', 'harus berupa bilangan', 'must be a number'),
  isBoolean: text('type', 'harus true atau false', 'must be true or false'),
  isArray: text('type', 'harus berupa daftar', 'must be a list'),
  isObject: text('type', 'harus berupa objek', 'must be an object'),
  nestedValidation: text('type', 'harus berupa objek', 'must be an object'),
  isIn: text('not-allowed', 'harus salah satu dari {0}', 'must be one of {0}'),
  min: text('range', 'paling kecil {0}', 'must be at least {0}'),
  max: text('range', 'paling besar {0}', 'must be at most {0}'),
  isLength: text('length', 'harus {0} sampai {1} karakter', 'must have {0} to {1} characters'),
  arrayMinSize: text('size', 'paling sedikit {0} isian', 'must have at least {0} items'),
  arrayMaxSize: text('size', 'paling banyak {0} isian', 'must have at most {0} items'),
  matches: text('format', 'bentuknya tidak sesuai', 'does not have the expected form'),
  'is-date': text('format', 'harus tanggal yang ada, YYYY-MM-DD', 'must be a day that exists, YYYY-MM-DD'),
  unexpected: text('unexpected', 'tidak boleh diisi di sini', 'does not belong here'),
  unequal: text('unequal', 'panjang kedua daftar harus sama', 'must be as long as the other list'),
  before: text('before', 'tidak boleh mendahului tanggal sebelumnya', 'must not be before the earlier date'),
  empty: text('empty', 'tidak boleh kosong', 'must not be empty'),
  range: text('range', 'di luar rentang yang sah', 'is out of range'),
  inexact: text(
    'precision',
    'mempunyai lebih banyak angka daripada yang dapat disimpan; bulatkan dahulu',
    'has more digits than can be kept; round it first',
  ),
  isOneOfOrNum: text('not-allowed', 'bukan nilai yang sah', 'is not an allowed value'),
  'is-date-time': text('format', 'harus waktu RFC 3339 dengan zona', 'must be an RFC 3339 time with an offset'),
};

const kebab = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();

/** The code and the sentence of one broken rule; `fallback` is what the rule says of itself. */
export const faultText = (rule: string, values: Values, language: Language, fallback: string) => {
  const known = texts[rule];
  return known ? { code: known.code, detail: known[language](values) } : { code: kebab(rule), detail: fallback };
};
