import { describe, expect, it } from '@jest/globals';
import { mergedDocument, type ApiDocument } from './openapi.js';

const operation = (schema: string, more = {}) => ({
  operationId: 'list',
  responses: { 200: { content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } } },
  security: [{ bearer: [] }],
  ...more,
});
const document = (path: string, schemas: Record<string, unknown>, more = {}): ApiDocument => ({
  paths: { [path]: { get: operation(Object.keys(schemas)[0] ?? '', more) }, '/health/live': { get: operation('x') } },
  components: { schemas: schemas as Record<string, unknown>, securitySchemes: { bearer: {} } },
});
const merge = (
  ...parts: [Parameters<typeof mergedDocument>[0] extends ReadonlyMap<infer K, unknown> ? K : never, ApiDocument][]
) => mergedDocument(new Map(parts), { url: 'http://localhost:8080', isOurs: true }) as unknown;

describe('the merged OpenAPI document', () => {
  it('has the routes of every service, under its name, and none of its own pages', () => {
    const merged = merge(
      ['appraisal', document('/v1/plans', { Plan: { type: 'object' } })],
      ['feedback', document('/v1/forums', { Forum: {} })],
    );
    expect(merged).toMatchObject({
      openapi: '3.1.0',
      paths: {
        '/v1/plans': { get: { tags: ['appraisal'], operationId: 'appraisal_list' } },
        '/v1/forums': { get: { tags: ['feedback'] } },
      },
      components: { schemas: { Plan: { type: 'object' }, Forum: {} } },
    });
    expect((merged as { paths: object }).paths).not.toHaveProperty('/health/live');
  });

  it('shares a schema that two services mean alike, and renames one that they do not', () => {
    const problem = { type: 'object', title: 'Problem' };
    const merged = merge(
      ['appraisal', document('/v1/plans', { Page: { a: 1 }, Problem: problem })],
      ['training', document('/v1/courses', { Page: { b: 2 }, Problem: problem, Wrapped: { $ref: '#/components/schemas/Page' } })],
    );
    expect(merged).toMatchObject({
      components: {
        schemas: {
          Page: { a: 1 },
          TrainingPage: { b: 2 },
          Problem: problem,
          Wrapped: { $ref: '#/components/schemas/TrainingPage' },
        },
      },
      paths: {
        '/v1/courses': {
          get: {
            responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/TrainingPage' } } } } },
          },
        },
      },
    });
  });

  it('asks for a sign-in where the service does, and lets the page offer it', () => {
    const merged = merge(
      ['appraisal', document('/v1/plans', { A: {} })],
      ['feedback', document('/v1/forums', { B: {} }, { security: [] })],
    );
    expect(merged).toMatchObject({
      paths: { '/v1/plans': { get: { security: [{ oauth2: [] }, { bearer: [] }] } }, '/v1/forums': { get: { security: [] } } },
      components: {
        securitySchemes: {
          oauth2: { flows: { authorizationCode: { authorizationUrl: 'http://localhost:8080/oidc/auth' } } },
          bearer: { scheme: 'bearer' },
        },
      },
    });
  });
});
