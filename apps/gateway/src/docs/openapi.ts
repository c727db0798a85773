import type { GatewayConfig, Upstream } from '../config.js';

/** As much of an OpenAPI document as merging needs. */
export interface ApiDocument {
  paths?: Record<string, Record<string, unknown>>;
  components?: Record<string, Record<string, unknown>>;
  tags?: readonly { name: string }[];
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch', 'head', 'options']);

/** Renames references to the components that had to be renamed. */
const relinked = (value: unknown, names: ReadonlyMap<string, string>): unknown => {
  if (names.size === 0) return value;
  if (Array.isArray(value)) return value.map((inner) => relinked(inner, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === '$ref' && typeof inner === 'string') return [key, names.get(inner) ?? inner];
      return [key, relinked(inner, names)];
    }),
  );
};

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** New names for components that another service uses for something else; `#/components/...` to the same with the service's name. */
const clashes = (document: ApiDocument, merged: Record<string, Record<string, unknown>>, service: string) => {
  const names = new Map<string, string>();
  for (const [kind, entries] of Object.entries(document.components ?? {}))
    for (const [name, entry] of Object.entries(entries)) {
      const taken = merged[kind]?.[name];
      if (taken !== undefined && !same(taken, entry))
        names.set(
          `#/components/${kind}/${name}`,
          `#/components/${kind}/${service[0]?.toUpperCase() ?? ''}${service.slice(1)}${name}`,
        );
    }
  return names;
};

const lastOf = (reference: string) => reference.slice(reference.lastIndexOf('/') + 1);

/** An operation as the gateway offers it: under its service's tag, with the two ways to sign in that work here. */
const offered = (operation: unknown, service: string) => {
  const known = operation as Record<string, unknown>;
  const open = Array.isArray(known['security']) && known['security'].length === 0;
  const id = typeof known['operationId'] === 'string' ? { operationId: `${service}_${known['operationId']}` } : {};
  return { ...known, ...id, tags: [service], security: open ? [] : [{ oauth2: [] }, { bearer: [] }] };
};

/** Who issues the tokens: our own identity behind this gateway, or a provider elsewhere. */
export interface Issuer {
  readonly url: string;
  readonly isOurs: boolean;
}

const signInWith = ({ url, isOurs }: Issuer) =>
  isOurs
    ? {
        type: 'oauth2',
        flows: {
          authorizationCode: {
            authorizationUrl: `${url}/oidc/auth`,
            tokenUrl: `${url}/oidc/token`,
            refreshUrl: `${url}/oidc/token`,
            scopes: { openid: 'Sign in' },
          },
        },
      }
    : { type: 'openIdConnect', openIdConnectUrl: `${url}/.well-known/openid-configuration` };

const securitySchemes = (issuer: Issuer) => ({
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'npm run -s token -- pegawai@lampung.demo' },
  oauth2: signInWith(issuer),
});

/** One OpenAPI 3.1 document of everything that the gateway passes on. */
export const mergedDocument = (documents: ReadonlyMap<Upstream, ApiDocument>, issuer: Issuer) => {
  const components: Record<string, Record<string, unknown>> = {};
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [service, document] of documents) {
    const names = clashes(document, components, service);
    for (const [kind, entries] of Object.entries(document.components ?? {})) {
      if (kind === 'securitySchemes') continue;
      const target = (components[kind] ??= {});
      for (const [name, entry] of Object.entries(entries))
        target[lastOf(names.get(`#/components/${kind}/${name}`) ?? name)] = relinked(entry, names);
    }
    for (const [path, item] of Object.entries(document.paths ?? {})) {
      if (!path.startsWith('/v1/')) continue;
      const linked = Object.entries(relinked(item, names) as Record<string, unknown>);
      paths[path] = Object.fromEntries(
        linked.map(([method, operation]) => [method, METHODS.has(method) ? offered(operation, service) : operation]),
      );
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Siger',
      version: '0.1.0',
      description:
        'Open performance management for civil servants. Errors are RFC 9457 problem details in Indonesian or English.',
    },
    servers: [{ url: '/' }],
    tags: [...documents.keys()].map((name) => ({ name })),
    paths,
    components: { ...components, securitySchemes: securitySchemes(issuer) },
  };
};

const FRESH_MS = 30_000;
const AGAIN_MS = 2_000;
const PATIENCE_MS = 3_000;

/** The merged document, made anew when it is old, or soon where a service was away; the last known part of a service stays. */
export class ApiDocuments {
  readonly #parts = new Map<Upstream, ApiDocument>();
  #loading: Promise<object> | null = null;
  #until = 0;

  constructor(
    private readonly config: GatewayConfig,
    private readonly now: () => number = Date.now,
  ) {}

  document(): Promise<object> {
    if (!this.#loading || this.now() >= this.#until) {
      this.#until = this.now() + FRESH_MS;
      this.#loading = this.#load();
    }
    return this.#loading;
  }

  async #load(): Promise<object> {
    const { upstreams, base } = this.config;
    const services = [...upstreams].filter(([name]) => name !== 'identity');
    const loaded = await Promise.all(services.map(([name, origin]) => this.#fetch(name, origin)));
    if (loaded.includes(false)) this.#until = Math.min(this.#until, this.now() + AGAIN_MS);
    const inOrder = services.flatMap(([name]) => {
      const part = this.#parts.get(name);
      return part ? [[name, part] as const] : [];
    });
    return mergedDocument(new Map(inOrder), { url: base.oidcIssuer, isOurs: upstreams.has('identity') });
  }

  async #fetch(name: Upstream, origin: string): Promise<boolean> {
    try {
      const response = await fetch(`${origin}/openapi.json`, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (!response.ok) return false;
      this.#parts.set(name, (await response.json()) as ApiDocument);
      return true;
    } catch {
      return false;
    }
  }
}
