import type { JsonSchema } from '../core/shape.js';

/** Why a new schema may not replace a released one; one sentence that says what to do. */
export interface Break {
  /** JSON pointer into the schema. */
  readonly at: string;
  readonly why: string;
}

const newType = 'Publish a new type with the next version beside this one.';
const properties = (schema: JsonSchema) => (schema.properties ?? {}) as Record<string, JsonSchema>;
const required = (schema: JsonSchema) => new Set((schema.required ?? []) as string[]);

const nullable = (schema: JsonSchema) => (Array.isArray(schema.anyOf) ? (schema.anyOf[0] as JsonSchema) : schema);
const isNullable = (schema: JsonSchema) => Array.isArray(schema.anyOf);

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Bounds may neither narrow (old data becomes invalid) nor widen (old readers refuse new data). */
const fixed = [
  'type',
  'format',
  'pattern',
  'const',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'additionalProperties',
];

const scalarBreaks = (before: JsonSchema, after: JsonSchema, at: string): Break[] =>
  fixed
    .filter((keyword) => !same(before[keyword], after[keyword]))
    .map((keyword) => ({
      at: `${at}/${keyword}`,
      why: `\`${keyword}\` changed from ${JSON.stringify(before[keyword])} to ${JSON.stringify(after[keyword])}: old readers or old records would break. ${newType}`,
    }));

const enumBreaks = (before: JsonSchema, after: JsonSchema, at: string): Break[] => {
  const was = (before.enum ?? []) as unknown[];
  const is = (after.enum ?? []) as unknown[];
  if (same([...was].sort(), [...is].sort())) return [];
  return [{ at: `${at}/enum`, why: `The listed values changed: readers of either version would refuse the other's. ${newType}` }];
};

const propertyBreaks = (before: JsonSchema, after: JsonSchema, at: string): Break[] => {
  const mustBefore = required(before);
  const mustAfter = required(after);
  const removed = Object.keys(properties(before))
    .filter((name) => !properties(after)[name])
    .map((name) => ({ at: `${at}/properties/${name}`, why: `\`${name}\` was removed; keep it, or publish a new type.` }));
  const demanded = [...mustAfter]
    .filter((name) => !mustBefore.has(name))
    .map((name) => ({ at: `${at}/required`, why: `\`${name}\` became required, but old records lack it; make it @Optional().` }));
  const relaxed = [...mustBefore]
    .filter((name) => properties(after)[name] && !mustAfter.has(name))
    .map((name) => ({
      at: `${at}/required`,
      why: `\`${name}\` became optional, but old readers demand it; keep sending it as required.`,
    }));
  const inside = Object.entries(properties(before)).flatMap(([name, schema]) => {
    const next = properties(after)[name];
    return next ? breaks(schema, next, `${at}/properties/${name}`) : [];
  });
  return [...removed, ...demanded, ...relaxed, ...inside];
};

/**
 * Full compatibility: the new schema reads old data and old readers read new data.
 * Allowed: new optional fields, and words (title, description). Our schemas use a restricted keyword set, so the check is complete.
 */
export const breaks = (before: JsonSchema, after: JsonSchema, at = ''): Break[] => {
  if (isNullable(before) !== isNullable(after))
    return [{ at, why: `It may ${isNullable(after) ? 'now' : 'no longer'} be null. ${newType}` }];
  const [was, is] = [nullable(before), nullable(after)];
  const items = was.items && is.items ? breaks(was.items as JsonSchema, is.items as JsonSchema, `${at}/items`) : [];
  return [...scalarBreaks(was, is, at), ...enumBreaks(was, is, at), ...propertyBreaks(was, is, at), ...items];
};
