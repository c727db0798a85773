import { createHash, randomBytes } from 'node:crypto';

/** A browser without JavaScript, as far as signing in needs one: it keeps cookies by path and follows redirects to the issuer. */
export class Browser {
  readonly #cookies = new Map<string, { value: string; path: string }>();

  constructor(
    /** Where the issuer's pages are really served. */
    private readonly base: string,
    private readonly issuer: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  async open(url: string, init: RequestInit = {}): Promise<Response> {
    const address = url.startsWith(this.issuer) ? this.base + url.slice(this.issuer.length) : new URL(url, this.base).href;
    const response = await fetch(address, {
      ...init,
      redirect: 'manual',
      headers: { ...this.headers, cookie: this.#cookiesFor(new URL(address).pathname), ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** Follows redirects while they stay at the issuer; answers the last page, or the redirect that leaves it. */
  async follow(url: string, init: RequestInit = {}): Promise<Response> {
    const response = await this.open(url, init);
    const location = response.headers.get('location');
    if (!location || response.status < 300 || response.status > 399) return response;
    const leaves = new URL(location, this.issuer).pathname === '/app/callback';
    return leaves ? response : this.follow(location);
  }

  submit(action: string, fields: Record<string, string>): Promise<Response> {
    return this.follow(action, { method: 'POST', body: new URLSearchParams(fields) });
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const path = attributes.find((attribute) => attribute.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
    if (value) this.#cookies.set(name, { value, path });
    else this.#cookies.delete(name);
  }

  #cookiesFor(pathname: string): string {
    const fitting = [...this.#cookies].filter(([, { path }]) => pathname.startsWith(path));
    return fitting.map(([name, { value }]) => `${name}=${value}`).join('; ');
  }
}

export const pkce = () => {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
};

export const authorizationUrl = (issuer: string, challenge: string, more: Record<string, string> = {}) =>
  `${issuer}/oidc/auth?${String(
    new URLSearchParams({
      client_id: 'siger-web',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: `${issuer}/app/callback`,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      state: 's',
      ...more,
    }),
  )}`;

export const actionOf = (html: string) => /<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? '';
