import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

/** Claims of an access token as identity issues it; all may be left out or made wrong on purpose. */
export interface Claims extends JWTPayload {
  readonly roles?: readonly string[];
  readonly scope?: string;
  readonly employee_id?: string;
}

export interface TestIssuer {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly audience: string;
  /** The settings of a service that trusts this issuer. */
  readonly env: Readonly<Record<'OIDC_ISSUER' | 'OIDC_JWKS_URL' | 'OIDC_AUDIENCE', string>>;
  /** A signed token: of a nameless employee for five minutes, unless the claims or the header say otherwise. */
  token(claims?: Claims, header?: { typ?: string; kid?: string }): Promise<string>;
  close(): Promise<void>;
}

const audience = 'siger';

async function open(): Promise<TestIssuer> {
  const kid = randomUUID();
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] });
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end(jwks),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A spec file that forgets `close()` still ends.
  server.unref();
  const address = server.address();
  const issuer = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  const jwksUrl = `${issuer}/jwks`;
  return {
    issuer,
    jwksUrl,
    audience,
    env: { OIDC_ISSUER: issuer, OIDC_JWKS_URL: jwksUrl, OIDC_AUDIENCE: audience },
    token: ({ roles = ['employee'], ...claims } = {}, header = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const payload = {
        iss: issuer,
        aud: audience,
        sub: randomUUID(),
        iat: now,
        exp: now + 300,
        jti: randomUUID(),
        roles,
        ...claims,
      };
      return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid, typ: 'at+jwt', ...header }).sign(privateKey);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

let shared: Promise<TestIssuer> | undefined;
/** The issuer of this spec file: its keys are served over HTTP, as a real one's are. */
export const testIssuer = (): Promise<TestIssuer> => (shared ??= open());

/** A token of this spec file's issuer. */
export const accessToken = async (claims?: Claims): Promise<string> => (await testIssuer()).token(claims);
