import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError, roles, type Actor, type Role } from '@siger/contracts';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { Config } from '../config.js';
import { logger } from '../telemetry/logger.js';
import { Keys } from './keys.js';

const MOST = 10_000;
const CLOCK_TOLERANCE_SECONDS = 5;
const log = logger('auth');

interface Verified {
  readonly actor: Actor;
  readonly until: number;
}

const isRole = (value: unknown): value is Role => (roles as readonly unknown[]).includes(value);
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** The actor that verified claims describe; a role that we do not know gives nothing. */
export const actorOf = (claims: JWTPayload): Actor => ({
  subject: textOf(claims.sub),
  roles: Array.isArray(claims['roles']) ? claims['roles'].filter(isRole) : [],
  scopes: textOf(claims['scope']).split(' ').filter(Boolean),
  employeeId: textOf(claims['employee_id']) || null,
});

/** Verifies access tokens (RFC 9068) and remembers a verified one, by its hash, until it expires. */
@Injectable()
export class Tokens {
  private readonly verified = new Map<string, Verified>();

  constructor(
    private readonly config: Config,
    private readonly keys: Keys,
  ) {}

  async actor(token: string): Promise<Actor> {
    const key = hash('sha256', token, 'base64');
    const known = this.verified.get(key);
    if (known && known.until > Date.now() / 1000) return known.actor;

    const claims = await this.verify(token);
    const actor = actorOf(claims);
    this.remember(key, { actor, until: claims.exp ?? 0 });
    return actor;
  }

  private async verify(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.keys.set, {
        algorithms: ['ES256', 'RS256'],
        issuer: this.config.oidcIssuer,
        audience: this.config.oidcAudience,
        typ: 'at+jwt',
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['exp', 'sub'],
      });
      return payload;
    } catch (error) {
      throw refusalFor(error);
    }
  }

  private remember(key: string, verified: Verified) {
    if (this.verified.size >= MOST)
      for (const oldest of this.verified.keys()) {
        this.verified.delete(oldest);
        if (this.verified.size < MOST * 0.9) break;
      }
    this.verified.set(key, verified);
  }
}

/** A bad token is the caller's fault; keys that cannot be fetched are not. */
const refusalFor = (error: unknown) => {
  const isOurs = !(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout || error.code === 'ERR_JOSE_GENERIC';
  if (!isOurs) return new DomainError('unauthenticated');
  log.warn({ err: error }, 'A token cannot be verified: the keys of the identity provider are not there.');
  return new DomainError('unavailable');
};
