import { describe, expect, it } from '@jest/globals';
import { allEvents, allShapes, DomainError, eventSchema, schemaOf, type JsonSchema, type Shape } from '@siger/contracts';
import { validate } from '@siger/service';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { documentOf, nearDocuments } from './documents.fixture.ts';

const RUNS = 40;
const FEW = 10;
const judgeOf = (schema: JsonSchema) => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(schema);
};

/** Both verdicts on the same documents; says how many were taken, so that a property about nothing is noticed. */
const compare = (
  documents: fc.Arbitrary<unknown>,
  bySchema: (document: unknown) => boolean,
  byClass: (document: unknown) => boolean,
  numRuns = RUNS,
) => {
  let taken = 0;
  const property = fc.property(documents, (document) => {
    const verdict = bySchema(document);
    if (verdict) taken += 1;
    expect([document, byClass(document)]).toEqual([document, verdict]);
  });
  fc.assert(property, { numRuns, endOnFailure: true });
  return taken;
};

const isObject = (document: unknown): document is object =>
  typeof document === 'object' && document !== null && !Array.isArray(document);

/** class-transformer by itself stumbles over such names; services look for them before (`builtInNames`), and ajv judges the wire. */
const isNamedPlainly = (document: unknown) => !/"(constructor|toString|hasOwnProperty)":/.test(JSON.stringify(document));

describe.each(allEvents().map((contract) => [contract.type, contract] as const))('%s', (_, contract) => {
  const bySchema = judgeOf(eventSchema(contract));
  // A reader of events ignores what it does not know.
  const byClass = (document: unknown) =>
    isObject(document) && validateSync(plainToInstance(contract.payload, document), {}).length === 0;

  it('accepts its golden sample, by both validators, and carries its key', () => {
    expect(bySchema(contract.example)).toBe(true);
    expect(byClass(contract.example)).toBe(true);
    expect(typeof (contract.example as Record<string, unknown>)[contract.key]).toBe('string');
  });

  it('is judged alike by class-validator and ajv', () => {
    const taken = compare(nearDocuments(eventSchema(contract), [contract.example]).filter(isNamedPlainly), bySchema, byClass);
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(RUNS);
  });
});

/** Everything that a request can carry, and the views and nested shapes that are declared by the same means. */
describe.each(allShapes().map((shape) => [shape.name, shape] as const))('%s as a body', (name, shape) => {
  const schema = schemaOf(shape, `urn:siger:body:${name}`, false);
  const bySchema = judgeOf(schema);
  const byClass = (document: unknown) => isTaken(shape, document);

  it('is judged alike by the service and ajv', () => {
    const taken = compare(nearDocuments(schema), bySchema, byClass);
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(RUNS);
  });

  it('is taken by both where it keeps the schema', () => {
    expect(compare(documentOf(schema), bySchema, byClass, FEW)).toBe(FEW);
  });
});

/** As a service judges what it was sent. */
const isTaken = (shape: Shape, document: unknown): boolean => {
  try {
    validate(shape, document);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
};

describe('the comparison itself', () => {
  const schema: JsonSchema = { type: 'object', properties: { a: { type: 'integer', minimum: 0, maximum: 3 } }, required: ['a'] };
  it.each<[string, (document: unknown) => boolean]>([
    ['forgets a bound', (document) => isObject(document) && Number.isInteger((document as { a?: unknown }).a)],
    ['takes whatever is sent', () => true],
    ['demands nothing', (document) => isObject(document) && (!('a' in document) || judgeOf(schema)(document))],
  ])('finds a validator that %s', (_, faulty) => {
    expect(() => compare(nearDocuments(schema), judgeOf(schema), faulty, 500)).toThrow();
  });
});
