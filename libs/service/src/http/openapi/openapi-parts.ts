import type { JsonSchema, Shape } from '@siger/contracts';
import { schemasOf } from '@siger/contracts';
import type { Trait } from './documented.js';

export const refs = '#/components/schemas/';
export const ref = (name: string): JsonSchema => ({ $ref: `${refs}${name}` });
export const schemasOfShape = (shape: Shape) => schemasOf(shape, refs);

const text: JsonSchema = { type: 'string' };

/** Shapes of the platform itself. */
export const commonSchemas: Readonly<Record<string, JsonSchema>> = {
  Fault: {
    type: 'object',
    description: 'One fault of a request; `pointer` is an RFC 6901 JSON pointer into it.',
    properties: { pointer: text, code: text, detail: text },
    required: ['pointer', 'code', 'detail'],
  },
  Problem: {
    type: 'object',
    description: 'RFC 9457 problem details, in the language of Accept-Language (id, en).',
    properties: {
      type: { type: 'string', examples: ['urn:siger:problem:stale-version'] },
      title: text,
      status: { type: 'integer' },
      detail: text,
      instance: text,
      correlationId: { type: 'string', format: 'uuid' },
      errors: { type: 'array', items: ref('Fault') },
    },
    required: ['type', 'title', 'status', 'detail', 'instance', 'correlationId'],
  },
};

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: JsonSchema;
}

export const traitParameters: Readonly<Record<Trait, readonly Parameter[]>> = {
  paged: [
    { name: 'limit', in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } },
    { name: 'cursor', in: 'query', required: false, description: '`next` of the page before', schema: text },
  ],
  'if-match': [{ name: 'If-Match', in: 'header', required: true, description: 'The ETag that was seen last', schema: text }],
};

export const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Repeating a request with the same key has its effect once and gives the first answer again. Without a token it is a UUID',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

/** The fields of a query shape, as parameters. */
export const queryParameters = (shape: Shape): Parameter[] => {
  const schema = schemasOfShape(shape)[shape.name] ?? {};
  const required = (schema['required'] ?? []) as string[];
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  return fields.map(([name, field]) => ({ name, in: 'query', required: required.includes(name), schema: field }));
};

export const pageOfSchema = (name: string): JsonSchema => ({
  type: 'object',
  properties: { items: { type: 'array', items: ref(name) }, next: { anyOf: [text, { type: 'null' }] } },
  required: ['items', 'next'],
});

const meanings: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'No valid token',
  403: 'The caller may not do this',
  404: 'Not found, or not within the reach of the caller',
  409: 'In conflict with the present state',
  412: 'If-Match names an older version',
  413: 'The body is too large',
  415: 'Not application/json',
  422: 'The body is not valid; every fault is listed',
  428: 'If-Match is missing',
  503: 'Not available now; see Retry-After',
};
const problem = (status: number) => ({
  description: meanings[status] ?? 'Problem',
  content: { 'application/problem+json': { schema: ref('Problem') } },
});

/** The refusals that a route can give. */
export const problemResponses = (route: { isPublic: boolean; changes: boolean; versioned: boolean }) => {
  const statuses = [
    400,
    ...(route.isPublic ? [] : [401, 403]),
    404,
    ...(route.changes ? [409, 413, 415, 422] : []),
    ...(route.versioned ? [412, 428] : []),
    503,
  ];
  return Object.fromEntries(statuses.map((status) => [String(status), problem(status)]));
};
