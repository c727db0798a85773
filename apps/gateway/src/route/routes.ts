import type { Upstream } from '../config.js';

/** What the gateway knows of a request before anybody else reads it. */
export interface Route {
  readonly service: Upstream;
  /** Anonymous callers pass. Services decide again for themselves. */
  readonly open: boolean;
  /** A label with few values, for metrics. */
  readonly label: string;
}

/** First segments after `/v1` by the service that answers them: those that it has, so that nothing leads nowhere. */
export const resources: Readonly<Record<Upstream, readonly string[]>> = {
  employees: ['units', 'positions', 'employees', 'rater-assignments', 'corrections', 'imports'],
  appraisal: [
    'cycles',
    'plans',
    'role-matrices',
    'activities',
    'notes',
    'evaluations',
    'organisation-ratings',
    'distributions',
    'objections',
    'credit-points',
  ],
  training: [
    'competencies',
    'competency-standards',
    'learners',
    'courses',
    'sessions',
    'enrolments',
    'learning-records',
    'certificates',
  ],
  feedback: ['public-services'],
  monitoring: ['dashboards', 'public-figures', 'stories'],
  notifications: ['inbox', 'webhooks'],
  identity: [],
};

/** First segment after `/v1` to its owner; the set serves `/v1/<service>/rules` and `/v1/operations/<service>`. */
const owners = new Map(
  Object.entries(resources).flatMap(([service, names]) => names.map((name) => [name, service as Upstream] as const)),
);
const services = new Set(Object.keys(resources));

/** Everything that anybody may call without an account; `*` is one segment. */
export const openRoutes = [
  'GET /v1/*/rules',
  'POST /v1/*/rules/*/evaluations',
  'GET /v1/public-services',
  'GET /v1/public-services/*',
  'POST /v1/public-services/*/responses',
  'GET /v1/public-services/*/index',
  'GET /v1/certificates/*',
  'GET /v1/public-figures',
].map((route) => {
  const [method = '', path = ''] = route.split(' ');
  return { method, segments: path.slice(1).split('/') };
});

const isOpen = (method: string, segments: readonly string[]) => {
  const read = method === 'HEAD' ? 'GET' : method;
  return openRoutes.some(
    (route) =>
      route.method === read &&
      route.segments.length === segments.length &&
      route.segments.every((part, at) => part === '*' || part === segments[at]),
  );
};

/** Paths that two programs could read differently: none of our routes needs them. */
const AMBIGUOUS = /[\\\s]|%2e|%2f|%5c|%00|\/\.{0,2}(?:\/|$)/i;

const ofIdentity = (path: string): Route | null =>
  path.startsWith('/oidc/') || path.startsWith('/.well-known/')
    ? { service: 'identity', open: true, label: path.startsWith('/oidc/') ? '/oidc' : '/.well-known' }
    : null;

const named = (name: string | undefined): Upstream | null => (name && services.has(name) ? (name as Upstream) : null);
/** What every service has: its rules, and what its operators do. */
const ofEveryService = (first: string, second: string | undefined): { service: Upstream; label: string } | null => {
  const [name, label] =
    first === 'operations' ? [second, '/v1/operations'] : [second === 'rules' ? first : undefined, `/v1/${first}/rules`];
  const service = named(name);
  return service && { service, label };
};

/** Where a request goes; null: nowhere. `path` is as it came, without the query. */
export const routeOf = (method: string, path: string): Route | null => {
  if (AMBIGUOUS.test(path)) return null;
  if (!path.startsWith('/v1/')) return ofIdentity(path);
  const segments = path.slice(1).split('/');
  const [, first = '', second] = segments;
  const shared = ofEveryService(first, second);
  const service = shared?.service ?? owners.get(first);
  if (!service) return null;
  return { service, open: isOpen(method, segments), label: shared?.label ?? `/v1/${first}` };
};
