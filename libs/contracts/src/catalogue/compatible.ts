import type { JsonSchema } from '../core/shape.js';

/** Why a new schema may not replace a released one. */
export interface Break {
  /** JSON pointer into the schema; empty for the whole. */
  readonly at: string;
  /** One sentence that ends with what to do. */
  readonly why: string;
}

const newType = 'publish a new type with the next version beside this one';
/** Words for people, which no reader judges data by. */
const words = new Set(['$schema', '$comment', 'title', 'description', 'examples', 'deprecated']);
/** What is compared part by part; every other keyword stays as it was. */
const parts = new Set(['properties', 'required', 'enum', 'items', 'anyOf']);

const properties = (schema: JsonSchema) => (schema.properties ?? {}) as Record<string, JsonSchema>;
const required = (schema: JsonSchema) => new Set((schema.required ?? []) as string[]);
const said = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const token = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Bounds may neither narrow (old records become invalid) nor widen (old readers refuse new records). */
const keywordBreaks = (before: JsonSchema, after: JsonSchema, at: string): Break[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((keyword) => !words.has(keyword) && !parts.has(keyword) && !same(before[keyword], after[keyword]))
    .map((keyword) => ({
      at: `${at}/${keyword}`,
      why: `\`${keyword}\` was ${said(before[keyword])} and is now ${said(after[keyword])}, which old readers or old records break; ${newType}.`,
    }));

const enumBreaks = (before: JsonSchema, after: JsonSchema, at: string): Break[] => {
  const [was, is] = [before, after].map((schema) => (Array.isArray(schema.enum) ? [...(schema.enum as unknown[])].sort() : null));
  if (same(was, is)) return [];
  return [{ at: `${at}/enum`, why: `The listed values changed, so readers of either version refuse the other's; ${newType}.` }];
};

const added = (before: JsonSchema, after: JsonSchema) =>
  Object.keys(properties(after)).filter((name) => !properties(before)[name]);

const propertyBreaks = (before: JsonSchema, after: JsonSchema, at: string): Break[] => {
  const [mustBefore, mustAfter] = [required(before), required(after)];
  const removed = added(after, before).map((name) => ({
    at: `${at}/properties/${token(name)}`,
    why: `\`${name}\` was removed, but readers know it; put it back and go on sending it, or ${newType}.`,
  }));
  const unknown = added(before, after).filter(() => before.additionalProperties === false);
  const closed = unknown.map((name) => ({
    at: `${at}/properties/${token(name)}`,
    why: `\`${name}\` is new, but this object was released closed and its readers refuse what they do not know; ${newType}.`,
  }));
  const demanded = [...mustAfter]
    .filter((name) => !mustBefore.has(name))
    .map((name) => ({
      at: `${at}/required`,
      why: `\`${name}\` became required, but old records lack it; make it @Optional().`,
    }));
  const relaxed = [...mustBefore]
    .filter((name) => properties(after)[name] && !mustAfter.has(name))
    .map((name) => ({
      at: `${at}/required`,
      why: `\`${name}\` became optional, but old readers demand it; take @Optional() away and go on sending it.`,
    }));
  const inside = Object.entries(properties(before)).flatMap(([name, schema]) => {
    const next = properties(after)[name];
    return next ? breaks(schema, next, `${at}/properties/${token(name)}`) : [];
  });
  return [...removed, ...closed, ...demanded, ...relaxed, ...inside];
};

const itemBreaks = ({ items: was }: JsonSchema, { items: is }: JsonSchema, at: string): Break[] => {
  if (was && is) return breaks(was as JsonSchema, is as JsonSchema, `${at}/items`);
  if (!was && !is) return [];
  return [
    { at: `${at}/items`, why: `What the list holds is ${is ? 'now' : 'no longer'} said, so its readers break; ${newType}.` },
  ];
};

const choices = (schema: JsonSchema) => (schema.anyOf ?? []) as JsonSchema[];
const isNull = ({ type }: JsonSchema) => type === 'null';
const nullable = (schema: JsonSchema) => choices(schema).some(isNull);

/** The choices stand in an order that means nothing, but for `null` they are compared one to one. */
const choiceBreaks = (before: JsonSchema, after: JsonSchema, at: string): Break[] => {
  const [was, is] = [choices(before), choices(after)].map((all) => all.filter((one) => !isNull(one))) as [
    JsonSchema[],
    JsonSchema[],
  ];
  if (was.length !== is.length)
    return [{ at: `${at}/anyOf`, why: `The choices changed, so readers of either version refuse the other's; ${newType}.` }];
  return was.flatMap((choice, index) => breaks(choice, is[index] as JsonSchema, `${at}/anyOf/${index}`));
};

/**
 * Full compatibility: the new schema reads old records and old readers read new records. Allowed are new optional fields, another order
 * and other words; every keyword that is not known to be harmless is refused when it changes, so that the check stays complete.
 */
export const breaks = (before: JsonSchema, after: JsonSchema, at = ''): Break[] => {
  if (nullable(before) !== nullable(after))
    return [
      {
        at,
        why: `It may ${nullable(after) ? 'now' : 'no longer'} be null, which readers of the other version break; ${newType}.`,
      },
    ];
  const all = [keywordBreaks, enumBreaks, propertyBreaks, itemBreaks, choiceBreaks];
  return all.flatMap((compare) => compare(before, after, at));
};
