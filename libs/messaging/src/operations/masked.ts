import { ID_PATTERN, type JsonSchema, schemaId, schemaOf } from '@siger/contracts';
import { isId } from '@siger/service';
import { contractOn } from '../validate.js';

const DEEPEST = 20;
const HIDDEN = /[^]/gu;

/** A text is shown where its field has a closed set of words or the form of an id, a day, an instant or a figure, and it keeps to it. */
const isShown = (text: string, { enum: words, format, pattern }: JsonSchema): boolean => {
  if (Array.isArray(words)) return words.includes(text);
  if (format === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (format === 'date-time') return /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  if (pattern === FIGURE) return text.length <= LONGEST_FIGURE && new RegExp(FIGURE).test(text);
  return pattern === ID_PATTERN && isId(text);
};
const FIGURE = '^-?[0-9]+(\\.[0-9]+)?$';
/** A longer one may be the number of a person or a telephone. */
const LONGEST_FIGURE = 9;

const choices = (schema: JsonSchema): JsonSchema[] => (schema['anyOf'] as JsonSchema[] | undefined) ?? [schema];
const ofType = (schema: JsonSchema, ...types: string[]) =>
  choices(schema).find(({ type }) => types.includes(String(type))) ?? undefined;

export const hide = (text: string) => `*** (${[...text.matchAll(HIDDEN)].length})`;

const maskedFields = (value: object, schema: JsonSchema | undefined, depth: number) => {
  const fields = (schema?.['properties'] ?? {}) as Record<string, JsonSchema>;
  const entries = Object.entries(value);
  const known = entries.filter(([name]) => Object.hasOwn(fields, name));
  const rest = entries.length - known.length;
  return {
    ...Object.fromEntries(known.map(([name, inner]) => [name, mask(inner, fields[name] ?? {}, depth)])),
    ...(rest ? { '***': `${rest} undeclared` } : {}),
  };
};

const isWithin = (value: number, bounds: JsonSchema | undefined) =>
  bounds !== undefined && value >= Number(bounds['minimum'] ?? -Infinity) && value <= Number(bounds['maximum'] ?? Infinity);

const maskedPlain = (value: unknown, schema: JsonSchema): unknown => {
  if (value === null) return null;
  if (typeof value === 'string') return choices(schema).some((choice) => isShown(value, choice)) ? value : hide(value);
  if (typeof value === 'number') return isWithin(value, ofType(schema, 'integer', 'number')) ? value : '***';
  return ofType(schema, 'boolean') ? value : '***';
};

/** What is not declared is hidden whole, its name included: a broken document may hold anything anywhere. */
const mask = (value: unknown, schema: JsonSchema, depth = 0): unknown => {
  if (typeof value !== 'object' || value === null) return maskedPlain(value, schema);
  if (depth > DEEPEST) return '***';
  if (!Array.isArray(value)) return maskedFields(value, ofType(schema, 'object'), depth + 1);
  const list = ofType(schema, 'array');
  return list ? value.map((item) => mask(item, list['items'] as JsonSchema, depth + 1)) : `*** (${value.length} items)`;
};

const parsed = (bytes: Buffer): { document: unknown } | undefined => {
  try {
    return { document: JSON.parse(bytes.toString()) as unknown };
  } catch {
    return undefined;
  }
};

/**
 * What an operator may see of a content, as JSON text: its fields and whatever cannot name a person. Where the type is not
 * declared or the content is no JSON, its size only.
 */
export const maskedPayload = (bytes: Buffer | null, topic: string, type: string | undefined): string | null => {
  if (!bytes) return null;
  const contract = type ? contractOn(topic, type) : undefined;
  const read = contract && parsed(bytes);
  if (!contract || !read) return JSON.stringify({ '***': `${bytes.length} bytes` });
  return JSON.stringify(mask(read.document, schemaOf(contract.payload, schemaId(contract.type))));
};
