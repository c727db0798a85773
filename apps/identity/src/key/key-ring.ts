import { generateKeyPairSync, randomBytes, randomUUID, type JsonWebKey } from 'node:crypto';

/** A private ES256 key. Only the current one signs; all are published, so that nobody meets a key that they cannot look up. */
export interface SigningKey {
  readonly state: 'current' | 'next' | 'retired';
  /** When the key took this state, RFC 3339. */
  readonly since: string;
  readonly jwk: JsonWebKey & { readonly kid: string };
}

export interface KeyRing {
  readonly cookieKeys: readonly string[];
  readonly keys: readonly SigningKey[];
}

const freshKey = (state: SigningKey['state'], now: Date): SigningKey => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    state,
    since: now.toISOString(),
    jwk: { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'ES256', use: 'sig' },
  };
};

export const freshRing = (now: Date): KeyRing => ({
  cookieKeys: [randomBytes(32).toString('base64url')],
  keys: [freshKey('current', now), freshKey('next', now)],
});

const stateAfter = { next: 'current', current: 'retired', retired: 'retired' } as const;

/** The next key becomes the current one; the key that it replaces stays published until its last token has expired. */
export const rotated = (ring: KeyRing, now: Date): KeyRing => ({
  ...ring,
  keys: [
    ...ring.keys.map((key) =>
      key.state === 'retired' ? key : { ...key, state: stateAfter[key.state], since: now.toISOString() },
    ),
    freshKey('next', now),
  ],
});

/** Without the retired keys whose tokens have all expired; `tokenLifetime` in seconds. */
export const pruned = (ring: KeyRing, now: Date, tokenLifetime: number): KeyRing => {
  const oldest = now.getTime() - tokenLifetime * 1000;
  return { ...ring, keys: ring.keys.filter((key) => key.state !== 'retired' || Date.parse(key.since) > oldest) };
};

export const currentKey = (ring: KeyRing): SigningKey => {
  const key = ring.keys.find(({ state }) => state === 'current');
  if (!key) throw new Error('The key file has no current key.');
  return key;
};

export const isDue = (ring: KeyRing, now: Date, days: number): boolean =>
  now.getTime() - Date.parse(currentKey(ring).since) > days * 86_400_000;

const order = { current: 0, next: 1, retired: 2 };

/** Private keys in the order in which oidc-provider should choose them. */
export const jwksOf = (ring: KeyRing) => ({
  keys: ring.keys.toSorted((a, b) => order[a.state] - order[b.state]).map(({ jwk }) => jwk),
});
