import { createHash, randomBytes } from 'node:crypto';
import { StackFault } from './faults.ts';

/** Cookies of one browser session; identity sets each for one path. */
class Cookies {
  readonly #kept = new Map<string, { value: string; path: string }>();

  keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const at = pair.indexOf('=');
      const path = attributes.find((attribute) => attribute.toLowerCase().startsWith('path='))?.slice('path='.length) ?? '/';
      this.#kept.set(pair.slice(0, at), { value: pair.slice(at + 1), path });
    }
  }

  for(url: string): string {
    const { pathname } = new URL(url);
    const fitting = [...this.#kept].filter(([, { value, path }]) => value && pathname.startsWith(path));
    return fitting.map(([name, { value }]) => `${name}=${value}`).join('; ');
  }
}

const RIGHT_BACK = '/app/callback';

/** Follows redirects as a browser would, until one goes back to the application. */
async function follow(cookies: Cookies, url: string, init: RequestInit = {}): Promise<{ url: string; response: Response }> {
  const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie: cookies.for(url) } });
  cookies.keep(response);
  const location = response.headers.get('location');
  if (!location || response.status >= 400) return { url, response };
  const next = new URL(location, url);
  return next.pathname === RIGHT_BACK ? { url: next.href, response } : follow(cookies, next.href);
}

async function tokenOf(response: Response): Promise<string> {
  const body = (await response.json()) as { access_token?: string; error?: string; error_description?: string };
  if (body.access_token) return body.access_token;
  throw new StackFault(`Identity refused: ${body.error_description ?? body.error ?? response.status}.`);
}

/** Signs a person in as a browser does (authorization code + PKCE through the gateway's own pages); answers the access token. */
export async function signIn(gateway: string, email: string, password: string): Promise<string> {
  const cookies = new Cookies();
  const verifier = randomBytes(32).toString('base64url');
  const redirect = `${gateway}${RIGHT_BACK}`;
  const query = new URLSearchParams({
    client_id: 'siger-web',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: redirect,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const page = await follow(cookies, `${gateway}/oidc/auth?${query}`);
  const action = /<form method="post" action="([^"]+)"/.exec(await page.response.text())?.[1];
  if (!action) throw new StackFault(`${gateway} shows no sign-in page (status ${page.response.status}).`);
  const back = await follow(cookies, new URL(action, page.url).href, {
    method: 'POST',
    body: new URLSearchParams({ email, password }),
  });
  const code = new URL(back.url).searchParams.get('code');
  if (!code) throw new StackFault(`${email} could not sign in (status ${back.response.status}).`);
  const exchange = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: 'siger-web',
    code,
    code_verifier: verifier,
    redirect_uri: redirect,
  });
  return tokenOf(await fetch(`${gateway}/oidc/token`, { method: 'POST', body: exchange }));
}

/** The access token of a machine, with all of its scopes. */
export async function machineToken(gateway: string, clientId: string, secret: string): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  return tokenOf(await fetch(`${gateway}/oidc/token`, { method: 'POST', headers: { authorization }, body }));
}
