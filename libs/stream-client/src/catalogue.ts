import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { EventType, Topic } from './events.js';

interface Declared {
  readonly topic: Topic;
  readonly key: string;
  readonly schema: object;
}

/** The published schemas, as they were when this package was made: nothing is asked of a network. */
const catalogue = JSON.parse(readFileSync(new URL('../catalogue.json', import.meta.url), 'utf8')) as Record<EventType, Declared>;
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const compiled = new Map<string, ValidateFunction>();

export const declaredOf = (type: string): Declared | undefined =>
  Object.hasOwn(catalogue, type) ? catalogue[type as EventType] : undefined;
export const allTopics: readonly string[] = [...new Set(Object.values(catalogue).map(({ topic }) => topic))];

/** Where the data first breaks its schema; undefined where it keeps it. Never quotes the value. */
export const breachOf = (type: string, { schema }: Declared, data: unknown): string | undefined => {
  const validate = compiled.get(type) ?? ajv.compile(schema);
  compiled.set(type, validate);
  return validate(data)
    ? undefined
    : `${validate.errors?.[0]?.instancePath || '/'} ${validate.errors?.[0]?.message ?? 'is not valid'}`;
};
