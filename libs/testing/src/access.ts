import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { roles } from '@siger/contracts';
import { type Door, listening } from './client.js';
import type { ServedRoute } from './routes.js';
import { type Claims, testIssuer } from './token.js';

/** Who may call a route: anyone, also without an account; or these roles, and machines with one of these scopes (`scope:...`). */
export type Permitted = 'anyone' | readonly string[];
/** Every route of a service, as `GET /v1/things/:id`. */
export type AccessTable = Readonly<Record<string, Permitted>>;

/** What every service answers without an account; with its open calculators, if it has some. */
export const openRoutes = (calculatorsOf?: string): AccessTable =>
  Object.fromEntries(
    [
      ...['GET /health/live', 'GET /health/ready', 'GET /health/startup', 'GET /metrics', 'GET /openapi.json'],
      ...(calculatorsOf ? [`GET /v1/${calculatorsOf}/rules`, `POST /v1/${calculatorsOf}/rules/:rule/evaluations`] : []),
    ].map((route) => [route, 'anyone']),
  );

/** What those who run the platform may do with the parked events of every service that listens. */
export const operatorRoutes = (service: string): AccessTable =>
  Object.fromEntries(
    ['GET :', 'GET :/:event', 'POST :/redrive', 'POST :/discard'].map((route) => [
      route.replace(':', `/v1/operations/${service}/parked`),
      ['platform-admin'],
    ]),
  );

interface Caller {
  /** As a table names it; `nobody` is in none. */
  readonly name: string;
  readonly token: string | null;
}

/** Nobody, one caller of each role, and a machine with each scope that a table names, and with one that none does. */
const callersOf = async (table: AccessTable): Promise<Caller[]> => {
  const issuer = await testIssuer();
  const caller = async (name: string, claims: Claims): Promise<Caller> => ({ name, token: await issuer.token(claims) });
  const scopes = new Set(Object.values(table).flatMap((permitted) => (permitted === 'anyone' ? [] : permitted)));
  return [
    { name: 'nobody', token: null },
    ...(await Promise.all(roles.map((role) => caller(role, { roles: [role], employee_id: randomUUID() })))),
    ...(await Promise.all(
      [...scopes, 'scope:nothing:read']
        .filter((name) => name.startsWith('scope:'))
        .map((name) => caller(name, { roles: ['client'], scope: name.slice('scope:'.length) })),
    )),
  ];
};

/** The status of an answer, which may be a stream that never ends; on a connection of its own, so that none is left to hold up a stop. */
const ask = (base: string, { method, url }: ServedRoute, { token }: Caller): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    };
    const filled = base + url.replace(/:[^/]+/g, () => randomUUID());
    const asked = request(filled, { method, headers, agent: false }, (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.on('error', () => undefined).destroy();
    });
    asked.once('error', reject).end(method === 'GET' ? undefined : '{"colour":"red"}');
  });

const refusalDue = (permitted: Permitted, { name }: Caller): number | null => {
  if (permitted === 'anyone' || permitted.includes(name)) return null;
  return name === 'nobody' ? 401 : 403;
};

/**
 * Where a service and the table of who may call it differ, a sentence each; empty when every route is in the table, every row is a route, and
 * every route refuses exactly the callers that its row does not name. A route that nobody thought of is denied to everybody by this.
 */
export const accessFaults = async (door: Door, routes: readonly ServedRoute[], table: AccessTable): Promise<string[]> => {
  const server = listening(door);
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const callers = await callersOf(table);
  const named = new Set(routes.map(({ method, url }) => `${method} ${url}`));
  const faults = Object.keys(table)
    .filter((name) => !named.has(name))
    .map((name) => `${name} is in the table and no route`);
  for (const route of routes) {
    const name = `${route.method} ${route.url}`;
    const permitted = table[name];
    if (permitted === undefined) faults.push(`${name} is a route and not in the table`);
    const statuses = await Promise.all(callers.map((caller) => ask(base, route, caller)));
    callers.forEach((caller, at) => {
      const due = refusalDue(permitted ?? [], caller);
      const status = statuses[at];
      const held = due === null ? status !== 401 && status !== 403 : status === due;
      if (!held) faults.push(`${name} answers ${caller.name} with ${status}, not ${due ?? 'as one who is permitted'}`);
    });
  }
  return faults;
};
