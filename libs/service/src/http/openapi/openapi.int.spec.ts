import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { startThings, type Things } from '../../thing-app.fixture.js';

interface Operation {
  readonly parameters: readonly { name: string; in: string; required: boolean }[];
  readonly requestBody?: { content: Record<string, { schema: unknown }> };
  readonly responses: Record<string, { content?: Record<string, { schema: unknown }> }>;
  readonly security: unknown;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, object>; securitySchemes: Record<string, unknown> };
}

let things: Things;
let document: Document;
beforeAll(async () => {
  things = await startThings('openapi');
  document = (await things.call('/openapi.json', { token: null })).json<Document>();
});
afterAll(() => things.close());

const operation = (method: string, path: string) => {
  const found = document.paths[path]?.[method];
  if (!found) throw new Error(`Not documented: ${method} ${path}`);
  return found;
};
const parameters = (method: string, path: string) =>
  operation(method, path).parameters.map(({ name, in: place, required }) => `${place} ${name}${required ? ' !' : ''}`);

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 with the routes of the service and no others', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(
      Object.keys(document.paths)
        .filter((path) => !path.startsWith('/v1/open'))
        .sort(),
    ).toEqual([
      '/v1/employees/rules',
      '/v1/employees/rules/double/evaluations',
      '/v1/things',
      '/v1/things/filtered',
      '/v1/things/{id}',
      '/v1/things/{id}/rename',
    ]);
  });

  it('has the schemas of the contracts, closed and resolvable', () => {
    expect(document.components.schemas['CreateThing']).toMatchObject({
      additionalProperties: false,
      required: ['colour', 'title'],
      properties: { colour: { enum: ['RED', 'BLUE'] }, parts: { items: { $ref: '#/components/schemas/Part' } } },
    });
    const used = JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g);
    for (const [, name] of used) expect(document.components.schemas).toHaveProperty(name ?? '');
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'doc', ...document });
    const validate = ajv.compile({ $ref: 'doc#/components/schemas/CreateThing' });
    expect(validate({ title: 'a', colour: 'RED', parts: [{ label: 'x', count: 1 }] })).toBe(true);
    expect(validate({ title: 'a', colour: 'RED', parts: [{ label: 'x', count: 10 }] })).toBe(false);
  });

  it('says what a change needs and how it can be refused', () => {
    expect(parameters('post', '/v1/things/{id}/rename')).toEqual(['path id !', 'header If-Match !', 'header Idempotency-Key']);
    const { responses, security, requestBody } = operation('post', '/v1/things/{id}/rename');
    expect(Object.keys(responses)).toEqual(['201', '400', '401', '403', '404', '409', '412', '413', '415', '422', '428', '503']);
    expect(responses['412']?.content).toEqual({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    });
    expect(requestBody?.content['application/json']?.schema).toEqual({ $ref: '#/components/schemas/RenameThing' });
    expect(security).toEqual([{ bearer: [] }, { oidc: [] }]);
  });

  it('says what a reading needs', () => {
    expect(parameters('get', '/v1/things')).toEqual(['query limit', 'query cursor']);
    expect(parameters('get', '/v1/things/filtered').sort()).toEqual(['query broken', 'query least']);
    expect(operation('get', '/v1/things').responses['200']?.content?.['application/json']?.schema).toMatchObject({
      properties: { items: { items: { $ref: '#/components/schemas/ThingView' } } },
    });
    expect(operation('get', '/v1/things/{id}').security).toEqual([{ bearer: [] }, { oidc: ['things.read'] }]);
  });

  it('offers the calculators without an account', () => {
    const evaluation = operation('post', '/v1/employees/rules/double/evaluations');
    expect(evaluation.security).toEqual([]);
    expect(evaluation.requestBody?.content['application/json']?.schema).toEqual({ $ref: '#/components/schemas/DoubleInput' });
    expect(evaluation.responses).toHaveProperty('200');
    expect(evaluation.responses).not.toHaveProperty('401');
    expect(parameters('get', '/v1/employees/rules')).toEqual(['query on', 'query limit', 'query cursor']);
  });
});
