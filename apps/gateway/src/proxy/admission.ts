import { DomainError } from '@siger/contracts';
import type { Tokens } from '@siger/service/edge';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.js';
import { routeOf } from '../route/routes.js';
import { callOf } from './call.js';
import { refuseUnread } from './unread.js';

const BEARER = /^Bearer ([\w.~+/=-]+)$/i;

interface Admission {
  readonly config: GatewayConfig;
  readonly tokens: Pick<Tokens, 'actor'>;
  readonly limit: (request: FastifyRequest, reply: FastifyReply) => Promise<number>;
}

/** Why a token does not count, or null: it is good, or there is none. */
const identify = async (request: FastifyRequest, tokens: Admission['tokens']): Promise<string | null> => {
  const header = request.headers.authorization;
  if (header === undefined) return null;
  try {
    const token = BEARER.exec(header)?.[1];
    if (!token) return 'unauthenticated';
    request.caller = await tokens.actor(token);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

const DISCOVERY = '/.well-known/openid-configuration';

/** A service that this installation does not have; who asks how to sign in is sent to whoever issues our tokens. */
const absent = (request: FastifyRequest, reply: FastifyReply, { base }: GatewayConfig) =>
  callOf(request).path === DISCOVERY
    ? reply.redirect(`${base.oidcIssuer}${DISCOVERY}`, 307)
    : refuseUnread(request, reply, 'not-found');

/**
 * Decides, before a byte of the body is read, whether a request is passed on: its route exists, its body is not too long,
 * its token is good, its caller has requests left, and it is signed in where the route asks for it.
 */
export const admission =
  ({ config, tokens, limit }: Admission) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const call = callOf(request);
    call.route = routeOf(request.method, call.path);
    const { route } = call;
    if (!route) return refuseUnread(request, reply, 'not-found');
    if (!config.upstreams.has(route.service)) return absent(request, reply, config);

    const length = Number(request.headers['content-length'] ?? 0);
    if (length > config.bodyLimit) return refuseUnread(request, reply, 'body-too-large');

    // Identity has its own credentials in that header, and its own limits beside ours.
    const fault = route.service === 'identity' ? null : await identify(request, tokens);
    const wait = await limit(request, reply);
    if (wait) return refuseUnread(request, reply, 'too-many-requests', wait);
    if (fault) return refuseUnread(request, reply, fault, fault === 'unavailable' ? 5 : undefined);
    if (!route.open && !request.caller) return refuseUnread(request, reply, 'unauthenticated');
    return undefined;
  };
