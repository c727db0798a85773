import type { JsonSchema } from '../core/shape.js';

/** A schema with every keyword that contracts use, as it was released. */
export const released = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:siger:schema:visit.made.v1',
  title: 'VisitMade',
  type: 'object',
  properties: {
    visitId: { type: 'string', format: 'uuid', pattern: '^[0-9a-f-]{36}$' },
    hours: { type: 'integer', minimum: 0, maximum: 100, description: 'JP' },
    kind: { type: 'string', enum: ['A', 'B'] },
    note: { type: 'string', minLength: 1, maxLength: 20 },
    day: { type: 'string', format: 'date' },
    until: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
    level: {
      anyOf: [
        { type: 'string', enum: ['LOW'] },
        { type: 'number', minimum: 0, maximum: 9 },
      ],
    },
    place: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] },
    parts: {
      type: 'array',
      minItems: 1,
      maxItems: 3,
      items: { type: 'object', properties: { code: { type: 'string' }, size: { type: 'number' } }, required: ['code'] },
    },
  },
  required: ['day', 'hours', 'kind', 'level', 'parts', 'place', 'until', 'visitId'],
} satisfies JsonSchema;

/** A record that the released schema takes. */
export const record = {
  visitId: '018f6f00-0000-7000-8000-000000000001',
  hours: 5,
  kind: 'A',
  note: 'x',
  day: '2026-01-01',
  until: null,
  level: 3,
  place: { code: 'P' },
  parts: [{ code: 'Q', size: 1 }],
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any part of a schema may be edited, at any depth
type Draft = any;
type Edit = (schema: Draft) => unknown;
export const edited = (edit: Edit): JsonSchema => {
  const copy = structuredClone(released);
  edit(copy);
  return copy;
};

/** The change, and fields of a record that one of the two schemas takes and the other refuses: the break made real. */
export const breaking: readonly (readonly [what: string, edit: Edit, witness: object])[] = [
  ['an optional field is removed', (s) => delete s.properties.note, { note: 7 }],
  ['a required field is removed', (s) => (delete s.properties.day, s.required.shift()), { day: undefined }],
  ['a field is renamed', (s) => ((s.properties.remark = s.properties.note), delete s.properties.note), { remark: 7 }],
  ['an optional field becomes required', (s) => s.required.push('note'), { note: undefined }],
  ['a required field becomes optional', (s) => s.required.shift(), { day: undefined }],
  ['a new field is required', (s) => ((s.properties.more = { type: 'string' }), s.required.push('more')), {}],
  ['a type changes', (s) => (s.properties.note.type = 'boolean'), { note: true }],
  ['an integer becomes a number', (s) => (s.properties.hours.type = 'number'), { hours: 1.5 }],
  ['a value leaves a list', (s) => s.properties.kind.enum.pop(), { kind: 'B' }],
  ['a value joins a list', (s) => s.properties.kind.enum.push('C'), { kind: 'C' }],
  ['a text becomes a list of values', (s) => (s.properties.note.enum = ['x']), { note: 'y' }],
  ['a maximum narrows', (s) => (s.properties.hours.maximum = 50), { hours: 70 }],
  ['a maximum widens', (s) => (s.properties.hours.maximum = 500), { hours: 300 }],
  ['a minimum goes', (s) => delete s.properties.hours.minimum, { hours: -1 }],
  ['a text may be shorter', (s) => (s.properties.note.minLength = 0), { note: '' }],
  ['a text has to be shorter', (s) => (s.properties.note.maxLength = 5), { note: 'abcdefgh' }],
  ['a pattern changes', (s) => (s.properties.visitId.pattern = '^[0-9A-Fa-f-]{36}$'), { visitId: record.visitId.toUpperCase() }],
  ['a format changes', (s) => (s.properties.day.format = 'date-time'), {}],
  ['a format is added', (s) => (s.properties.place.properties.code.format = 'date'), {}],
  ['a list may be longer', (s) => (s.properties.parts.maxItems = 4), { parts: Array(4).fill({ code: 'Q' }) }],
  ['a list may be empty', (s) => (s.properties.parts.minItems = 0), { parts: [] }],
  ['a list no longer says what it holds', (s) => delete s.properties.parts.items, { parts: [7] }],
  ['a nested field is removed', (s) => delete s.properties.parts.items.properties.size, { parts: [{ code: 'Q', size: 'x' }] }],
  ['a nested field becomes required', (s) => s.properties.parts.items.required.push('size'), { parts: [{ code: 'Q' }] }],
  ['a field may be null', (s) => (s.properties.note = { anyOf: [s.properties.note, { type: 'null' }] }), { note: null }],
  ['a field may no longer be null', (s) => s.properties.until.anyOf.pop(), { until: null }],
  ['a choice of types narrows', (s) => (s.properties.level.anyOf[1].maximum = 5), { level: 7 }],
  ['a type joins a choice', (s) => s.properties.level.anyOf.push({ type: 'boolean' }), { level: true }],
  ['unknown fields are closed', (s) => (s.additionalProperties = false), { later: 1 }],
  ['a nested object is closed', (s) => (s.properties.place.additionalProperties = false), { place: { code: 'P', later: 1 } }],
  ['a rule of another keyword is added', (s) => (s.properties.hours.multipleOf = 5), { hours: 3 }],
  ['a rule between fields is added', (s) => (s.dependentRequired = { note: ['extra'] }), {}],
];

/** None of these makes a difference to a reader or to a record. */
export const compatible: readonly (readonly [what: string, edit: Edit])[] = [
  ['nothing changes', () => undefined],
  ['words are added', (s) => (s.properties.note.description = 'in other words')],
  ['words change', (s) => (s.properties.hours.description = 'hours of 45 minutes')],
  ['words go', (s) => delete s.properties.hours.description],
  ['the title changes', (s) => (s.title = 'Visit')],
  ['an example is added', (s) => (s.properties.note.examples = ['x'])],
  ['a field is said to be out of use', (s) => (s.properties.note.deprecated = true)],
  ['a comment for maintainers is added', (s) => (s.$comment = 'see the ADR')],
  ['listed values change places', (s) => s.properties.kind.enum.reverse()],
  ['required fields change places', (s) => s.required.reverse()],
  ['fields change places', (s) => (s.properties = Object.fromEntries(Object.entries(s.properties).reverse()))],
  ['null comes first', (s) => s.properties.until.anyOf.reverse()],
  ['an optional text is added', (s) => (s.properties.more = { type: 'string', minLength: 1, maxLength: 9 })],
  ['an optional number is added', (s) => (s.properties.more = { type: 'number', minimum: 0, maximum: 9 })],
  ['an optional list of values is added', (s) => (s.properties.more = { type: 'string', enum: ['A'] })],
  ['an optional field that may be null is added', (s) => (s.properties.more = { anyOf: [{ type: 'string' }, { type: 'null' }] })],
  ['an optional list is added', (s) => (s.properties.more = { type: 'array', items: { type: 'string' }, maxItems: 9 })],
  [
    'an optional object with a required field of its own is added',
    (s) => (s.properties.more = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] }),
  ],
  ['an optional field is added to a nested object', (s) => (s.properties.place.properties.more = { type: 'string' })],
  ['an optional field is added to what a list holds', (s) => (s.properties.parts.items.properties.more = { type: 'string' })],
  ['two optional fields are added', (s) => Object.assign(s.properties, { more: { type: 'string' }, most: { type: 'integer' } })],
  ['words and a field are added at once', (s) => ((s.description = 'a visit'), (s.properties.more = { type: 'boolean' }))],
];
