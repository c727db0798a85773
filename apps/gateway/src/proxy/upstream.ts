import { Pool } from 'undici';
import type { GatewayConfig, Upstream } from '../config.js';
import { Breaker } from './breaker.js';

/** A stream of live figures is never silent for so long: it sends a comment at least every half a minute. */
const SILENCE_MS = 120_000;
const CONNECT_MS = 3_000;

export interface UpstreamDoor {
  readonly pool: Pool;
  readonly breaker: Breaker;
}

/** Connections to each service, kept open, and what is known of its health. */
export const upstreamDoors = (config: GatewayConfig): ReadonlyMap<Upstream, UpstreamDoor> =>
  new Map(
    [...config.upstreams].map(([name, origin]) => [
      name,
      {
        breaker: new Breaker(config.breakerFailures, config.breakerPauseMs),
        pool: new Pool(origin, {
          connections: 128,
          pipelining: 1,
          // Shorter than the services keep theirs, so that a connection is rarely closed under a request.
          keepAliveTimeout: 30_000,
          keepAliveMaxTimeout: 60_000,
          connect: { timeout: Math.min(CONNECT_MS, config.timeoutMs) },
          headersTimeout: config.timeoutMs,
          bodyTimeout: SILENCE_MS,
        }),
      },
    ]),
  );
