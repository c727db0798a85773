import { describe, expect, it } from '@jest/globals';
import { allEvents } from '../index.js';
import { eventSchema } from './async-api.js';
import { breaks } from './compatible.js';
import type { JsonSchema } from '../core/shape.js';

const released = {
  type: 'object',
  properties: {
    unitId: { type: 'string', format: 'uuid' },
    hours: { type: 'integer', minimum: 0, maximum: 100 },
    kind: { type: 'string', enum: ['A', 'B'] },
    note: { type: 'string', minLength: 1, maxLength: 20 },
    parts: {
      type: 'array',
      minItems: 0,
      maxItems: 9,
      items: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] },
    },
  },
  required: ['hours', 'kind', 'parts', 'unitId'],
} satisfies JsonSchema;

const edited = (edit: (schema: typeof released & JsonSchema) => unknown): JsonSchema => {
  const copy = structuredClone(released) as typeof released & JsonSchema;
  edit(copy);
  return copy;
};

describe('the compatibility gate', () => {
  it.each<[string, JsonSchema]>([
    ['a field is removed', edited((s) => delete (s.properties as JsonSchema).note)],
    ['a field becomes required', edited((s) => s.required.push('note'))],
    ['a required field becomes optional', edited((s) => s.required.shift())],
    ['a type changes', edited((s) => (s.properties.hours.type = 'number'))],
    ['a value is dropped from a list', edited((s) => s.properties.kind.enum.pop())],
    ['a value is added to a list', edited((s) => s.properties.kind.enum.push('C'))],
    ['a maximum narrows', edited((s) => (s.properties.hours.maximum = 50))],
    ['a maximum widens', edited((s) => (s.properties.hours.maximum = 500))],
    ['a nested field is removed', edited((s) => delete (s.properties.parts.items.properties as JsonSchema).code)],
    ['unknown fields are closed', edited((s) => ((s as JsonSchema).additionalProperties = false))],
    [
      'a field may be null',
      edited((s) => ((s.properties as JsonSchema).note = { anyOf: [s.properties.note, { type: 'null' }] })),
    ],
  ])('refuses that %s, and says what to do', (_, next) => {
    const found = breaks(released, next);
    expect(found).toHaveLength(1);
    expect(found[0]?.why).toMatch(/Publish|publish|make it|keep/);
  });

  it.each<[string, JsonSchema]>([
    ['nothing changes', edited(() => undefined)],
    ['an optional field is added', edited((s) => ((s.properties as JsonSchema).more = { type: 'string' }))],
    ['words change', edited((s) => ((s.properties.note as JsonSchema).description = 'in other words'))],
    ['listed values change places', edited((s) => s.properties.kind.enum.reverse())],
    [
      'a nested optional field is added',
      edited((s) => ((s.properties.parts.items.properties as JsonSchema).more = { type: 'number' })),
    ],
  ])('passes that %s', (_, next) => {
    expect(breaks(released, next)).toEqual([]);
  });

  it('finds every contract compatible with itself', () => {
    for (const contract of allEvents()) expect(breaks(eventSchema(contract), eventSchema(contract))).toEqual([]);
  });
});
