import { schemasOf, type Fault, type JsonSchema, type Shape } from '@siger/contracts';
import type { Language } from '../../context.js';
import { faultText } from './fault-text.js';

type Schemas = Readonly<Record<string, JsonSchema>>;
interface Place {
  readonly schema: string;
  readonly value: unknown;
  readonly pointer: string;
}

const known = new WeakMap<Shape, Schemas>();
const schemasFor = (shape: Shape): Schemas => {
  const schemas = known.get(shape) ?? schemasOf(shape, '');
  known.set(shape, schemas);
  return schemas;
};

/** A nullable field is written as a choice with null. */
const plain = (field: JsonSchema): JsonSchema => (field['anyOf'] as JsonSchema[] | undefined)?.[0] ?? field;
const nested = (field: JsonSchema | undefined) => field?.['$ref'] as string | undefined;

const placesIn = (field: JsonSchema, value: unknown, pointer: string): Place[] => {
  const ofItems = nested(field['items'] as JsonSchema | undefined);
  if (Array.isArray(value))
    return ofItems ? value.map((item, i) => ({ schema: ofItems, value: item, pointer: `${pointer}/${i}` })) : [];
  const schema = nested(field);
  return schema ? [{ schema, value, pointer }] : [];
};

/**
 * Lists that are longer than their shape permits. They are found before anything else is judged:
 * a million empty items must not cost a million judgements.
 */
export const overlongLists = (shape: Shape, body: object, language: Language): Fault[] => {
  const schemas = schemasFor(shape);
  const faults: Fault[] = [];
  const places: Place[] = [{ schema: shape.name, value: body, pointer: '' }];
  for (let place = places.pop(); place; place = places.pop()) {
    const fields = (schemas[place.schema]?.['properties'] ?? {}) as Record<string, JsonSchema>;
    for (const [name, declared] of Object.entries(fields)) {
      const value = (place.value as Record<string, unknown> | null | undefined)?.[name];
      const [field, pointer] = [plain(declared), `${place.pointer}/${name}`];
      const most = Number(field['maxItems'] ?? Infinity);
      if (Array.isArray(value) && value.length > most)
        faults.push({ pointer, ...faultText('arrayMaxSize', [most], language, 'size') });
      else for (const inner of placesIn(field, value, pointer)) places.push(inner);
    }
  }
  return faults;
};
