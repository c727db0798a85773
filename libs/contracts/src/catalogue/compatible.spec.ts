import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { breaks } from './compatible.js';
import { breaking, compatible, edited, record, released } from './compatible.fixture.js';
import type { JsonSchema } from '../core/shape.js';

const judgeOf = (schema: JsonSchema) => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
};
const recordWith = (fields: object) => JSON.parse(JSON.stringify({ ...record, ...fields })) as object;
/** One sentence: begins with a capital or a name, ends with what to do after a semicolon, and no other sentence follows. */
const sentence = /^(?:[A-Z]|`)[^;]*; (?:publish|put|make|take)[^.]*\.$/;

describe('the compatibility gate', () => {
  it('has at least twenty changes of either kind', () => {
    expect(breaking.length).toBeGreaterThanOrEqual(20);
    expect(compatible.length).toBeGreaterThanOrEqual(20);
    expect(judgeOf(released)(record)).toBe(true);
  });

  it.each(breaking)('refuses that %s, and says in one sentence what to do', (_, edit) => {
    const found = breaks(released, edited(edit));
    expect(found.length).toBeGreaterThan(0);
    for (const { why } of found) expect(why).toMatch(sentence);
  });

  it.each(breaking)('is right to: when %s, a record of one version is refused by the other', (_, edit, witness) => {
    const sent = recordWith(witness);
    expect(judgeOf(released)(sent)).not.toBe(judgeOf(edited(edit))(sent));
  });

  it.each(compatible)('passes that %s', (_, edit) => {
    const next = edited(edit);
    expect(breaks(released, next)).toEqual([]);
    expect(judgeOf(next)(record)).toBe(true);
  });

  it('refuses another name for the schema, by which records are found', () => {
    expect(
      breaks(
        released,
        edited((s) => (s.$id = 'urn:siger:schema:visit.paid.v1')),
      ),
    ).toMatchObject([{ at: '/$id' }]);
  });

  it('refuses a new field where the released object was closed', () => {
    const closed = { ...released, additionalProperties: false };
    const more = { ...closed, properties: { ...closed.properties, more: { type: 'string' } } };
    expect(breaks(closed, more)).toMatchObject([{ at: '/properties/more' }]);
  });

  it('points at the place', () => {
    const next = edited((s) => (s.properties.parts.items.properties.code.maxLength = 3));
    expect(breaks(released, next).map(({ at }) => at)).toEqual(['/properties/parts/items/properties/code/maxLength']);
  });
});

const folder = join(import.meta.dirname, '../../schemas/released');
const everReleased = readdirSync(folder).flatMap((version) =>
  readdirSync(join(folder, version))
    .filter((name) => /\.v\d+\.json$/.test(name))
    .map(
      (name) => [`${name} of ${version}`, JSON.parse(readFileSync(join(folder, version, name), 'utf8')) as JsonSchema] as const,
    ),
);

/** Every object of a schema that a field can be taken from or demanded of. */
const objectsIn = (schema: JsonSchema): JsonSchema[] => {
  const inner = [...Object.values(schema.properties ?? {}), ...((schema.anyOf ?? []) as object[]), schema.items ?? {}];
  const own = schema.properties ? [schema] : [];
  return [...own, ...inner.flatMap((part) => (Object.keys(part as object).length ? objectsIn(part as JsonSchema) : []))];
};

describe.each(everReleased)('%s', (_, schema) => {
  const changed = (edit: (object: JsonSchema, index: number) => void) =>
    objectsIn(schema).map((_object, index) => {
      const copy = structuredClone(schema);
      edit(objectsIn(copy)[index] as JsonSchema, index);
      return breaks(schema, copy).length;
    });

  it('may stay, and may be extended anywhere, but loses no field and demands none', () => {
    expect(breaks(schema, schema)).toEqual([]);
    const fields = (object: JsonSchema) => object.properties as Record<string, JsonSchema>;
    for (const found of changed((object) => (fields(object).more = { type: 'string' }))) expect(found).toBe(0);
    for (const found of changed((object) => delete fields(object)[Object.keys(fields(object))[0] ?? ''])) expect(found).toBe(1);
    for (const found of changed((object) => (object.required = [...(object.required as string[]), 'more'])))
      expect(found).toBe(1);
  });
});
