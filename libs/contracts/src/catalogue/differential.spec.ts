import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { allEvents } from '../index.js';
import { eventSchema } from './async-api.js';

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);

const odd = fc.oneof(
  fc.constantFrom(
    null,
    true,
    '',
    ' ',
    '2026-02-29',
    '2026-02-30',
    '2026-01-01T00:00:00Z',
    '80.56',
    '1e3',
    0,
    1,
    -1,
    0.5,
    1e9,
    1e10,
    [],
    {},
    [null],
    [{}],
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.uuid({ version: 7 }),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.array(fc.string({ maxLength: 3 }), { maxLength: 12 }),
);

type Path = readonly (string | number)[];
const pathsOf = (value: unknown, path: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key])),
  ];
};

/** The example with one value at any depth replaced or removed. */
const mutate = (value: unknown, [head, ...rest]: Path, replacement: unknown): unknown => {
  if (head === undefined) return replacement;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  if (rest.length === 0 && replacement === undefined && !Array.isArray(copy)) delete copy[head];
  else copy[head] = mutate(copy[head], rest, replacement);
  return copy;
};

describe.each(allEvents().map((contract) => [contract.type, contract] as const))('%s', (_, contract) => {
  const validate = ajv.compile(eventSchema(contract));
  const accepts = (document: object) => validateSync(plainToInstance(contract.payload, document), {}).length === 0;

  it('accepts its golden sample, by both validators, and carries its key', () => {
    expect(validate(contract.example)).toBe(true);
    expect(accepts(contract.example)).toBe(true);
    expect(typeof (contract.example as Record<string, unknown>)[contract.key]).toBe('string');
  });

  it('is judged alike by class-validator and ajv', () => {
    const document = fc
      .tuple(
        fc.constantFrom(...pathsOf(contract.example).filter((path) => path.length > 0)),
        fc.oneof(odd, fc.constant(undefined)),
      )
      .map(([path, replacement]) => mutate(contract.example, path, replacement) as object);
    fc.assert(
      fc.property(document, (candidate) => {
        expect([candidate, accepts(candidate)]).toEqual([candidate, validate(candidate)]);
      }),
      { numRuns: 300 },
    );
  });
});
