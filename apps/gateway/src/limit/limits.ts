import { normalizeIP } from '@fastify/rate-limit';
import type { Actor } from '@siger/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who the token says is calling; the limits count by it. */
    caller: Actor | null;
  }
}

/** One IPv6 network of 64 bits is one caller. IPv4, the usual case, needs no parsing. */
const addressOf = ({ ip }: FastifyRequest) => (ip.includes(':') ? normalizeIP(ip) : ip);

const keyOf = (request: FastifyRequest) =>
  request.caller ? `client ${request.caller.subject}` : `address ${addressOf(request)}`;

const seconds = (ms: number) => Math.max(1, Math.ceil(ms / 1000));

/** Answers the seconds to wait where the caller has used its requests up, else 0; says so in `RateLimit` headers either way. */
export const limiter = (server: FastifyInstance, config: GatewayConfig) => {
  const { anonymousMax, signedInMax, limitWindowMs } = config;
  const count = server.createRateLimit({
    timeWindow: limitWindowMs,
    keyGenerator: keyOf,
    max: (request) => (request.caller ? signedInMax : anonymousMax) || Number.MAX_SAFE_INTEGER,
  });
  const window = seconds(limitWindowMs);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<number> => {
    const max = request.caller ? signedInMax : anonymousMax;
    if (!max) return 0;
    const used = await count(request);
    if (used.isAllowed) return 0;
    const policy = request.caller ? 'client' : 'address';
    void reply.headers({
      'ratelimit-policy': `"${policy}";q=${String(max)};w=${String(window)}`,
      ratelimit: `"${policy}";r=${String(used.remaining)};t=${String(seconds(used.ttl))}`,
      'ratelimit-limit': String(max),
      'ratelimit-remaining': String(used.remaining),
      'ratelimit-reset': String(seconds(used.ttl)),
    });
    return used.isExceeded ? seconds(used.ttl) : 0;
  };
};
