import { Inject, Injectable, Optional, type INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { JsonSchema } from '@siger/contracts';
import { Config } from '../../config.js';
import { Routes, type Route } from '../../auth/routes.js';
import type { Calculator } from '../../rules/calculator.js';
import { CALCULATORS } from '../../rules/calculators.token.js';
import * as parts from './openapi-parts.js';
import { rulePaths, ruleSchemas } from './openapi-rules.js';
import { shapesOf, type RouteShapes } from './route-shapes.js';

const VERSION = '0.1.0';
const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

interface Operation {
  operationId?: string;
  parameters?: parts.Parameter[];
  requestBody?: unknown;
  responses?: Record<string, Record<string, unknown>>;
  [more: string]: unknown;
}

/** The OpenAPI 3.1 document of one service: routes as Nest has them, schemas as the contracts declare them. */
@Injectable()
export class OpenApi {
  private app: INestApplication | undefined;
  private built: Promise<OpenAPIObject> | undefined;

  constructor(
    private readonly config: Config,
    private readonly routes: Routes,
    @Optional() @Inject(CALCULATORS) private readonly calculators: readonly Calculator[] = [],
  ) {}

  attach(app: INestApplication) {
    this.app = app;
  }

  document(): Promise<OpenAPIObject> {
    if (!this.app) throw new Error('The document is built from the running application.');
    this.built ??= this.build(this.app);
    return this.built;
  }

  /** Swagger is large and seldom asked for: it is loaded with the first question, not with the service. */
  private async build(app: INestApplication): Promise<OpenAPIObject> {
    const { DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
    const { service, oidcIssuer } = this.config;
    const settings = new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle(`Siger ${service}`)
      .setVersion(VERSION)
      .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
      .addSecurity('oidc', { type: 'openIdConnect', openIdConnectUrl: `${oidcIssuer}/.well-known/openid-configuration` })
      .build();
    const document = SwaggerModule.createDocument(app, settings);
    this.enrichAll(document);
    const paths = { ...this.featurePaths(document.paths), ...this.rulePaths() };
    return { ...document, paths, components: { ...document.components, schemas: this.schemas() } } as OpenAPIObject;
  }

  /** What belongs to operations (health, metrics) is no part of the API. */
  private featurePaths(paths: OpenAPIObject['paths']) {
    const rules = `/v1/${this.config.service}/rules`;
    return Object.fromEntries(Object.entries(paths).filter(([path]) => path.startsWith('/v1/') && !path.startsWith(rules)));
  }

  private rulePaths() {
    return this.calculators.length > 0 ? rulePaths(this.config.service, this.calculators) : {};
  }

  private schemas(): Record<string, JsonSchema> {
    const shapes = this.routes.all().map(shapesOf);
    const used = [
      ...shapes.flatMap(({ body, answer }) => [body, answer?.view]),
      ...this.calculators.map(({ input }) => input),
    ].filter((shape) => shape !== undefined);
    const rules = this.calculators.length > 0 ? ruleSchemas : {};
    return Object.assign({}, parts.commonSchemas, rules, ...used.map(parts.schemasOfShape)) as Record<string, JsonSchema>;
  }

  private enrichAll(document: OpenAPIObject) {
    const routes = new Map(this.routes.all().map((route) => [`${route.controller.name}_${route.name}`, route]));
    for (const item of Object.values(document.paths)) {
      for (const method of METHODS) {
        const operation = item[method] as Operation | undefined;
        const route = operation?.operationId ? routes.get(operation.operationId) : undefined;
        if (operation && route) enrich(operation, route);
      }
    }
  }
}

const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const enrich = (operation: Operation, route: Route) => {
  const shapes = shapesOf(route);
  const changes = CHANGING.has(route.method);
  operation.parameters = [
    ...(operation.parameters ?? []).map(plainQuery),
    ...(shapes.query ? parts.queryParameters(shapes.query) : []),
    ...shapes.traits.flatMap((trait) => parts.traitParameters[trait]),
    ...(changes ? [parts.idempotencyKey] : []),
  ];
  operation.responses = {
    ...success(operation.responses ?? {}, shapes),
    ...parts.problemResponses({ isPublic: route.isPublic, changes, versioned: shapes.traits.includes('if-match') }),
  };
  operation['security'] = securityOf(route);
};

/** A filter in the query is text, and may be left out. */
const plainQuery = (parameter: parts.Parameter): parts.Parameter =>
  parameter.in === 'query' ? { ...parameter, required: false, schema: { type: 'string' } } : parameter;

const success = (responses: NonNullable<Operation['responses']>, { answer }: RouteShapes) => {
  const generated = Object.keys(responses).find((status) => status.startsWith('2')) ?? '200';
  if (!answer) return responses;
  const schema = answer.page ? parts.pageOfSchema(answer.view.name) : parts.ref(answer.view.name);
  const status = answer.status === undefined ? generated : String(answer.status);
  return { [status]: { description: answer.view.name, content: { 'application/json': { schema } } } };
};

const securityOf = ({ isPublic, permissions }: Route) => {
  if (isPublic) return [];
  const scopes = permissions.filter((permission) => permission.startsWith('scope:')).map((scope) => scope.slice('scope:'.length));
  return [{ bearer: [] }, { oidc: scopes }];
};
