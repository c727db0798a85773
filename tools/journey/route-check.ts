/** One operation of a service, as its own OpenAPI document tells it. */
export interface Operation {
  readonly service: string;
  /** In capitals. */
  readonly method: string;
  /** With `{id}` for what varies. */
  readonly path: string;
  /** Anybody may call it. */
  readonly open: boolean;
}

/** What the gateway knows of routes: see `apps/gateway/src/route/routes.ts`. */
export interface RouteTable {
  routeOf(method: string, path: string): { readonly service: string; readonly open: boolean } | null;
  readonly resources: Readonly<Record<string, readonly string[]>>;
  readonly openRoutes: readonly { readonly method: string; readonly segments: readonly string[] }[];
}

const segmentsOf = (path: string): readonly string[] => path.slice(1).split('/');

/** Two services may answer one `/v1/<service>/...` route, so `*` covers what varies and what does not. */
const covers = (pattern: readonly string[], path: string): boolean => {
  const segments = segmentsOf(path);
  return pattern.length === segments.length && pattern.every((part, at) => part === '*' || part === segments[at]);
};

const judged = ({ service, method, path, open }: Operation, table: RouteTable): string | null => {
  const route = table.routeOf(method, path.replaceAll(/\{[^}]+\}/g, 'x'));
  const what = `${method} ${path} of ${service}`;
  if (!route) return `${what} cannot be reached: no row of the gateway's table leads there`;
  if (route.service !== service) return `${what} is sent to ${route.service}`;
  if (open && !route.open) return `${what} is open to anybody, but the gateway asks for a token`;
  if (!open && route.open) return `${what} needs a token, but the gateway lets anybody through`;
  return null;
};

/** Where the gateway's table and what its services offer differ, in both directions; none: they are equal. */
export const disagreements = (operations: readonly Operation[], table: RouteTable): string[] => {
  const services = new Set(operations.map(({ service }) => service));
  const unserved = [...services].flatMap((service) =>
    (table.resources[service] ?? [])
      .filter((name) => !operations.some((one) => one.service === service && segmentsOf(one.path)[1] === name))
      .map((name) => `/v1/${name} is sent to ${service}, which has no such route`),
  );
  const unopened = table.openRoutes
    .filter(({ method, segments }) => !operations.some((one) => one.open && one.method === method && covers(segments, one.path)))
    .map(({ method, segments }) => `${method} /${segments.join('/')} is open at the gateway, and no service has such a route`);
  return [...operations.flatMap((operation) => judged(operation, table) ?? []), ...unserved, ...unopened];
};
