import type { JsonSchema } from '@siger/contracts';
import fc, { type Arbitrary } from 'fast-check';

/** Lists are declared up to thousands long; what is wrong with a list shows in a short one, or at its very bound. */
const LONG = 60;
/** Texts are declared up to ten thousands long; at the bounds of those, length alone is judged, which shorter ones show as well. */
const WIDE = 400;

const text = ({ pattern, format, minLength = 0, maxLength = 40, ...schema }: JsonSchema): Arbitrary<unknown> => {
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  if (format === 'date') return day.map((date) => date.toISOString().slice(0, 10));
  if (format === 'date-time') return day.map((date) => date.toISOString());
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern), { maxLength: maxLength as number });
  const bounds = { minLength: minLength as number, maxLength: Math.min(maxLength as number, LONG) };
  // Code points outside of the basic plane count once in JSON Schema and twice in JavaScript.
  const edge = fc.constant('𝄞'.repeat((maxLength as number) > WIDE ? (minLength as number) : (maxLength as number)));
  return fc.oneof(fc.string({ ...bounds, unit: 'binary' }), edge);
};

const list = (schema: JsonSchema): Arbitrary<unknown> => {
  const { minItems = 0, maxItems = 5 } = schema as { minItems?: number; maxItems?: number };
  return fc.array(documentOf(schema['items'] as JsonSchema), {
    minLength: minItems,
    maxLength: Math.max(minItems, Math.min(maxItems, 4)),
  });
};

const object = (schema: JsonSchema): Arbitrary<unknown> => {
  const fields = Object.entries(schema['properties'] as Record<string, JsonSchema>);
  const model = Object.fromEntries(fields.map(([name, field]) => [name, documentOf(field)]));
  return fc.record(model, { requiredKeys: schema['required'] as string[], noNullPrototype: true });
};

const number = ({ type, minimum = -1e9, maximum = 1e9 }: JsonSchema): Arbitrary<unknown> => {
  const bounds = { min: minimum as number, max: maximum as number };
  const edges = fc.constantFrom(bounds.min, bounds.max);
  return type === 'integer' ? fc.oneof(fc.integer(bounds), edges) : fc.oneof(fc.double({ ...bounds, noNaN: true }), edges);
};

/** Documents that the schema takes. */
export const documentOf = (schema: JsonSchema): Arbitrary<unknown> => {
  if (Array.isArray(schema['anyOf'])) return fc.oneof(...(schema['anyOf'] as JsonSchema[]).map(documentOf));
  const kinds: Record<string, (schema: JsonSchema) => Arbitrary<unknown>> = {
    string: text,
    array: list,
    object,
    number,
    integer: number,
  };
  if (schema['type'] === 'null') return fc.constant(null);
  return kinds[schema['type'] as string]?.(schema) ?? fc.boolean();
};

const innerOf = ({ items, properties, anyOf }: JsonSchema): JsonSchema[] =>
  [...Object.values(properties ?? {}), ...((anyOf as JsonSchema[] | undefined) ?? []), ...(items ? [items] : [])] as JsonSchema[];

/** Values beside every bound of the schema, at whatever place they may land. */
const besideBounds = (schema: JsonSchema): unknown[] => {
  const { minimum, maximum, minLength, maxLength, maxItems } = schema as Record<string, never>;
  const own = [
    ...(minimum === undefined
      ? []
      : [minimum - 1, minimum - 0.5, minimum, maximum ?? 0, (maximum ?? 0) + 0.5, (maximum ?? 0) + 1]),
    ...(maxLength === undefined || maxLength > WIDE
      ? []
      : ['é'.repeat(maxLength + 1), '𝄞'.repeat(maxLength + 1), '𝄞'.repeat(maxLength), 'a'.repeat(minLength ?? 0)]),
    ...(maxItems === undefined || maxItems > LONG ? [] : [Array(maxItems + 1).fill('a'), Array(maxItems + 1).fill({})]),
    ...((schema['enum'] as unknown[] | undefined) ?? []).map((value) => String(value).toLowerCase()),
  ];
  return [...own, ...innerOf(schema).flatMap(besideBounds)];
};

const odd = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom<unknown>(
    ...[null, true, '', ' ', '\0', '2026-02-29', '2026-02-30', '2026-13-01', '0000-01-01', '2026-1-1', ' 2026-01-01'],
    ...['2026-01-01T00:00:00Z', '2026-01-01t00:00:00z', '2026-01-01T24:00:00Z', '2026-01-01T23:59:60Z', '2026-01-01 00:00:00Z'],
    ...['2026-01-01T00:00:00', '80.56', '80,56', '-0', '1e3', '١', '1', 'null', 0, -0, 1, -1, 0.5, 1e9, 1e10, 1e308, 2 ** 53],
    ...[[], {}, [null], [{}], [[]], [undefined], { length: 1 }, { 0: 'a' }, ['a', 'a'], [1, '1']],
    ...[
      '018F6F00-0000-7000-8000-000000000001',
      '018f6f00-0000-7000-8000-000000000001 ',
      '018f6f00-0000-7000-8000-000000000001\n',
    ],
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.uuid({ version: 7 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue({ maxDepth: 2 }),
);
/** Names that every object of JavaScript answers to, and one that nobody declared. */
const strange = fc.constantFrom('extra', 'constructor', 'toString', 'hasOwnProperty', 'length', '');

type Place = readonly (string | number)[];
const placesIn = (value: unknown, place: Place = []): Place[] =>
  typeof value !== 'object' || value === null
    ? [place]
    : [place, ...Object.keys(value).flatMap((key) => placesIn((value as Record<string, unknown>)[key], [...place, key]))];

/** The document with one value at any depth replaced or added, or removed where the replacement is undefined. */
const replaced = (value: unknown, [head, ...rest]: Place, replacement: unknown): unknown => {
  if (head === undefined) return replacement;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  if (rest.length === 0 && replacement === undefined && !Array.isArray(copy)) delete copy[head];
  else if (Array.isArray(copy) && !/^\d+$/.test(String(head))) copy.push(replacement);
  else copy[head] = replaced(copy[head], rest, replacement);
  return copy;
};

interface Damage {
  /** Which place, counted round the places that the document has. */
  readonly at: number;
  readonly value: unknown;
  readonly extra: string | null;
}
const damaged = (document: unknown, { at, value, extra }: Damage): unknown => {
  const places = placesIn(document).filter((place) => place.length > 0);
  const place = places[at % Math.max(1, places.length)] ?? [];
  if (place.length === 0) return document;
  return extra === null ? replaced(document, place, value) : replaced(document, [...place.slice(0, -1), extra], value);
};

/**
 * Documents on either side of the schema and close to its border: what it takes (or one of the `samples`), with up to three values
 * replaced, removed or added at any depth. They have been through JSON, as what a validator is given has.
 */
export const nearDocuments = (schema: JsonSchema, samples: readonly object[] = []): Arbitrary<unknown> => {
  const bounds = besideBounds(schema);
  const value = bounds.length > 0 ? fc.oneof(odd, fc.constantFrom(...bounds)) : odd;
  const damage = fc.record({ at: fc.nat(500), value, extra: fc.option(strange, { freq: 5 }) });
  const whole = samples.length > 0 ? fc.oneof(documentOf(schema), fc.constantFrom<unknown>(...samples)) : documentOf(schema);
  return fc
    .tuple(whole, fc.array(damage, { maxLength: 3 }))
    .map(([document, damages]) => JSON.parse(JSON.stringify(damages.reduce(damaged, document))) as unknown);
};
