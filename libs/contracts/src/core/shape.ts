/** A contract class: the one declaration of a body, a view or an event's payload. */
export type Shape<T extends object = object> = new () => T;

export type JsonSchema = { [keyword: string]: unknown };

interface Field {
  schema: JsonSchema | (() => JsonSchema);
  optional: boolean;
  nullable: boolean;
}

const declared = new Map<Shape, Map<string, Field>>();

/** Remembers what one decorator says of one field; the decorators of a field may come in any order. */
export const declare = (shape: Shape, name: string, part: Partial<Field>) => {
  const fields = declared.get(shape) ?? new Map<string, Field>();
  declared.set(shape, fields);
  fields.set(name, { schema: {}, optional: false, nullable: false, ...fields.get(name), ...part });
};

/** Every shape that declares a field: bodies, views, payloads, and what they nest. */
export const allShapes = (): Shape[] => [...declared.keys()].sort((a, b) => (a.name < b.name ? -1 : 1));

const fieldsOf = (shape: Shape): Map<string, Field> => {
  const parent = Object.getPrototypeOf(shape) as Shape | null;
  const inherited = parent && parent.name ? fieldsOf(parent) : new Map<string, Field>();
  return new Map([...inherited, ...(declared.get(shape) ?? [])]);
};

interface SchemaOptions {
  /** Whether unknown fields pass: yes for events (a reader ignores what it does not know), no for bodies. */
  open: boolean;
  /** How a nested shape appears: a reference, or the schema itself. */
  nest: (shape: Shape) => JsonSchema;
}

const objectSchema = (shape: Shape, { open, nest }: SchemaOptions): JsonSchema => {
  const fields = [...fieldsOf(shape)].sort(([a], [b]) => (a < b ? -1 : 1));
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const { shape: nested, ...rest } = value as JsonSchema;
    const resolved = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, resolve(inner)]));
    return nested ? { ...nest(nested as Shape), ...resolved } : resolved;
  };
  const property = ({ schema, nullable }: Field) => {
    const plain = resolve(typeof schema === 'function' ? schema() : schema) as JsonSchema;
    return nullable ? { anyOf: [plain, { type: 'null' }] } : plain;
  };
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, field]) => [name, property(field)])),
    required: fields.filter(([, field]) => !field.optional).map(([name]) => name),
    ...(open ? {} : { additionalProperties: false }),
  };
};

/** The closed schemas of a shape and of every shape it nests, by class name, for a document that holds them under `refs`. */
export const schemasOf = (shape: Shape, refs: string): Record<string, JsonSchema> => {
  const schemas: Record<string, JsonSchema> = {};
  const visit = (current: Shape) => {
    if (schemas[current.name]) return;
    const nested: Shape[] = [];
    schemas[current.name] = objectSchema(current, {
      open: false,
      nest: (inner) => {
        nested.push(inner);
        return { $ref: `${refs}${inner.name}` };
      },
    });
    nested.forEach(visit);
  };
  visit(shape);
  return schemas;
};

const inlined = (shape: Shape, open: boolean): JsonSchema => objectSchema(shape, { open, nest: (inner) => inlined(inner, open) });

/** One self-contained JSON Schema 2020-12 document without references, so that any reader can use it as it stands. */
export const schemaOf = (shape: Shape, id: string, open = true): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: id,
  title: shape.name,
  ...inlined(shape, open),
});
