import { DomainError, schemasOf, type JsonSchema, type Shape } from '@siger/contracts';
import { validate } from './validate.js';

const schemas = new WeakMap<Shape, Readonly<Record<string, JsonSchema>>>();

const propertiesOf = (shape: Shape) => {
  const known = schemas.get(shape) ?? (schemasOf(shape, '#/')[shape.name]?.['properties'] as Record<string, JsonSchema>);
  schemas.set(shape, known);
  return known;
};

const converters: Readonly<Record<string, (text: string) => unknown>> = {
  integer: (text) => (/^-?[0-9]{1,15}$/.test(text) ? Number(text) : text),
  number: (text) => (/^-?[0-9]{1,15}(\.[0-9]{1,15})?$/.test(text) ? Number(text) : text),
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : text),
};

const convert = (schema: JsonSchema | undefined, value: unknown): unknown => {
  if (schema?.['type'] === 'array') {
    const items = schema['items'] as JsonSchema;
    return (Array.isArray(value) ? value : [value]).map((item) => convert(items, item));
  }
  const converter = converters[String(schema?.['type'])];
  return converter && typeof value === 'string' ? converter(value) : value;
};

/**
 * A query as an instance of its shape: text becomes what the shape declares, and a fault is 400 with its parameter.
 * What the shape does not declare belongs to another parameter of the route, or was refused before.
 */
export const validateQuery = <T extends object>(shape: Shape<T>, query: Readonly<Record<string, unknown>>): T => {
  const properties = propertiesOf(shape);
  const mine = Object.entries(query).filter(([name]) => Object.hasOwn(properties, name));
  const converted = Object.fromEntries(mine.map(([name, value]) => [name, convert(properties[name], value)]));
  try {
    return validate(shape, converted);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid-body')
      throw new DomainError('invalid-parameter', {}, error.faults);
    throw error;
  }
};
