import type { Role } from '@siger/contracts';
import { createPrivateKey, randomUUID, type JsonWebKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { StackFault } from './faults.ts';

export interface MintClaims {
  readonly sub: string;
  readonly roles: readonly Role[];
  readonly employeeId?: string | null;
  readonly scopes?: readonly string[];
  /** Seconds; an hour unless said. */
  readonly lifetime?: number;
}
export interface MintOptions {
  /** The `.siger` folder of the running platform. */
  readonly dataFolder: string;
  readonly issuer: string;
  readonly audience?: string;
}

interface KeyRingFile {
  readonly keys: readonly { readonly state: string; readonly jwk: JsonWebKey & { readonly kid: string } }[];
}

const currentKey = (dataFolder: string) => {
  const path = join(dataFolder, 'identity', 'keys.json');
  try {
    const ring = JSON.parse(readFileSync(path, 'utf8')) as KeyRingFile;
    const current = ring.keys.find(({ state }) => state === 'current');
    if (current) return current.jwk;
  } catch (error) {
    throw new StackFault(`The signing key ${path} cannot be read; start the platform first (${String(error)}).`);
  }
  throw new StackFault(`The key file ${path} has no current key.`);
};

/**
 * A function that signs access tokens for anybody with the development key of this machine, so that the demo loader and the
 * bench can act as any employee. It works only where the key file of identity can be read: never against a real provider.
 */
export const minter = ({ dataFolder, issuer, audience = 'siger' }: MintOptions) => {
  if (process.env['NODE_ENV'] === 'production') throw new StackFault('Tokens are minted on development machines only.');
  const jwk = currentKey(dataFolder);
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return ({ sub, roles, employeeId, scopes = [], lifetime = 3600 }: MintClaims): Promise<string> =>
    new SignJWT({
      roles: [...roles],
      client_id: 'siger-tools',
      ...(scopes.length ? { scope: scopes.join(' ') } : {}),
      ...(employeeId ? { employee_id: employeeId } : {}),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: jwk.kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(sub)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${lifetime}s`)
      .sign(key);
};
