import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** A route as the HTTP server itself knows it, whoever registered it. */
export interface ServedRoute {
  readonly method: string;
  /** With its parameters: `/v1/things/:id`. */
  readonly url: string;
}
interface Fastify {
  addHook(name: 'onRoute', hook: (route: { method: string | string[]; url: string }) => void): void;
}

/** The routes of every Fastify server that `start` makes. HEAD goes with its GET, OPTIONS opens nothing. */
export const routesDuring = async <T>(start: () => Promise<T>): Promise<readonly [T, readonly ServedRoute[]]> => {
  const found: ServedRoute[] = [];
  const watch = (message: unknown) =>
    (message as { fastify: Fastify }).fastify.addHook('onRoute', ({ method, url }) =>
      found.push(
        ...[method]
          .flat()
          .filter((verb) => verb !== 'HEAD' && verb !== 'OPTIONS')
          .map((verb) => ({ method: verb, url })),
      ),
    );
  subscribe('fastify.initialization', watch);
  try {
    return [await start(), found];
  } finally {
    unsubscribe('fastify.initialization', watch);
  }
};
