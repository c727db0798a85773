import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { demoAccounts } from '@siger/contracts';
import { rawHttp, unreadable } from '@siger/testing';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actionOf, authorizationUrl, Browser, pkce } from '../browser.fixture.js';
import { configOf, TOKEN_LIFETIME, type IdentityConfig } from '../config.js';
import { KeyFile } from '../key/key-file.js';
import { createIdentity } from '../start.js';
import type { Identity } from './identity.js';

const issuer = 'http://localhost:8080';
let app: NestFastifyApplication;
let identity: Identity;
let base: string;
let config: IdentityConfig;

const start = async () => {
  ({ app, identity } = await createIdentity(config));
  await app.listen(0, '127.0.0.1');
  base = `http://127.0.0.1:${String((app.getHttpServer().address() as AddressInfo).port)}`;
};

beforeAll(async () => {
  config = configOf({ SIGER_DATA: mkdtempSync(join(tmpdir(), 'identity-')), OIDC_ISSUER: issuer });
  await start();
});
afterAll(async () => {
  await app.close();
  rmSync(join(config.dataFolder, '..'), { recursive: true });
});

const signIn = async (email = 'pegawai@lampung.demo', password = 'siger', browser = new Browser(base, issuer)) => {
  const { verifier, challenge } = pkce();
  const page = await browser.follow(authorizationUrl(issuer, challenge));
  const answer = await browser.submit(actionOf(await page.text()), { email, password });
  return { browser, verifier, answer, code: new URL(answer.headers.get('location') ?? issuer).searchParams.get('code') ?? '' };
};
const token = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
  const response = await fetch(`${base}/oidc/token`, { method: 'POST', body: new URLSearchParams(fields), headers });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
};
const exchange = (code: string, verifier: string) =>
  token({
    grant_type: 'authorization_code',
    client_id: 'siger-web',
    code,
    code_verifier: verifier,
    redirect_uri: `${issuer}/app/callback`,
  });
const verified = async (accessToken: string | undefined) => {
  const keys = createRemoteJWKSet(new URL(`${base}/.well-known/jwks.json`));
  return jwtVerify(accessToken ?? '', keys, { issuer, audience: 'siger', typ: 'at+jwt', algorithms: ['ES256'] });
};
const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });

describe('signing in with authorization code and PKCE', () => {
  it.each(demoAccounts.map(({ email, ...account }) => [email, account] as const))('gives %s a token', async (email, account) => {
    const { code, verifier } = await signIn(email);
    const { status, body } = await exchange(code, verifier);
    expect(status).toBe(200);
    const { payload } = await verified(body['access_token']);
    expect(payload).toMatchObject({ sub: account.id, roles: account.roles, aud: 'siger', iss: issuer, client_id: 'siger-web' });
    expect(payload['employee_id'] ?? null).toBe(account.employeeId);
    expect(payload.exp! - payload.iat!).toBe(TOKEN_LIFETIME);
  });

  it('says who signed in, in the ID token', async () => {
    const { code, verifier } = await signIn('atasan@lampung.demo');
    const { body } = await exchange(code, verifier);
    const { payload } = await jwtVerify(body['id_token'] ?? '', createRemoteJWKSet(new URL(`${base}/oidc/jwks`)));
    expect(payload).toMatchObject({ aud: 'siger-web', roles: ['employee'] });
  });

  it('refuses a code without its verifier, and a code that was used', async () => {
    const first = await signIn();
    expect((await exchange(first.code, pkce().verifier)).body['error']).toBe('invalid_grant');
    const second = await signIn();
    expect((await exchange(second.code, second.verifier)).status).toBe(200);
    expect((await exchange(second.code, second.verifier)).body['error']).toBe('invalid_grant');
  });

  it('refuses a request without PKCE and a redirect elsewhere', async () => {
    const browser = new Browser(base, issuer);
    const url = authorizationUrl(issuer, '').replace(/&code_challenge[^&]*/g, '');
    const plain = await browser.follow(url);
    expect(plain.headers.get('location')).toMatch(/error=invalid_request/);
    const elsewhere = await browser.follow(authorizationUrl(issuer, pkce().challenge, { redirect_uri: 'https://evil.example/' }));
    expect(elsewhere.status).toBe(400);
    expect(await elsewhere.text()).toContain('Proses masuk tidak dapat dilanjutkan');
  });

  it('does not ask again in the same browser, until it signs out', async () => {
    const { browser } = await signIn();
    const again = await browser.follow(authorizationUrl(issuer, pkce().challenge));
    expect(again.headers.get('location')).toContain('code=');
    const confirm = await (await browser.follow(`${issuer}/oidc/session/end`)).text();
    expect(confirm).toContain('Keluar dari Siger?');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(confirm)?.[1] ?? '';
    const done = await browser.submit('/oidc/session/end/confirm', { xsrf, logout: 'yes' });
    expect(await done.text()).toContain('Anda sudah keluar');
    const anew = await browser.follow(authorizationUrl(issuer, pkce().challenge));
    expect(await anew.text()).toContain('Masuk ke Siger');
  });

  it('refreshes, and no longer after the refresh token was revoked', async () => {
    const { code, verifier } = await signIn();
    const { body } = await exchange(code, verifier);
    const refresh = (refresh_token = '') => token({ grant_type: 'refresh_token', client_id: 'siger-web', refresh_token });
    const fresh = await refresh(body['refresh_token']);
    expect((await verified(fresh.body['access_token'])).payload).toMatchObject({ roles: ['employee'], aud: 'siger' });
    const revoked = { client_id: 'siger-web', token: fresh.body['refresh_token'] ?? '' };
    await fetch(`${base}/oidc/token/revocation`, { method: 'POST', body: new URLSearchParams(revoked) });
    expect((await refresh(fresh.body['refresh_token'])).body['error']).toBe('invalid_grant');
  });
});

describe('the sign-in page', () => {
  it('speaks Indonesian, and English to who asks; needs no script', async () => {
    const open = async (headers: Record<string, string>) => {
      const response = await new Browser(base, issuer, headers).follow(authorizationUrl(issuer, pkce().challenge));
      return { html: await response.text(), policy: response.headers.get('content-security-policy') };
    };
    const { html, policy } = await open({});
    expect(html).toMatch(/<html lang="id">[\s\S]*Kata sandi/);
    expect(html).not.toMatch(/<script/);
    expect(policy).toContain("default-src 'none'");
    expect((await open({ 'accept-language': 'en-GB,id;q=0.5' })).html).toMatch(/<html lang="en">[\s\S]*Password/);
    for (const id of ['email', 'password']) expect(html).toMatch(new RegExp(`<label for="${id}">[\\s\\S]*<input id="${id}"`));
  });

  it('refuses a wrong password, escapes what was typed, and slows guessing down', async () => {
    const wrong = await signIn('"><b>x', 'no');
    const html = await wrong.answer.text();
    expect(wrong.answer.status).toBe(401);
    expect(html).toContain('role="alert"');
    expect(html).not.toContain('<b>x');
    for (let n = 0; n < 5; n++) await signIn('auditor@lampung.demo', `guess ${String(n)}`);
    const locked = await signIn('auditor@lampung.demo', 'siger');
    expect(locked.answer.status).toBe(429);
    expect(Number(locked.answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await signIn('analis@lampung.demo')).code).not.toBe('');
  });

  it('can be left, and says when it has expired', async () => {
    const browser = new Browser(base, issuer);
    const action = actionOf(await (await browser.follow(authorizationUrl(issuer, pkce().challenge))).text());
    const left = await browser.follow(`${action}/abort`);
    expect(left.headers.get('location')).toContain('error=access_denied');
    const gone = await new Browser(base, issuer).follow(action);
    expect(gone.status).toBe(400);
    expect(await gone.text()).toContain('kedaluwarsa');
  });
});

describe('machines', () => {
  it('get their own scopes, or those of them that they ask for', async () => {
    const all = await token({ grant_type: 'client_credentials' }, basic('demo-agency', 'demo-agency-secret'));
    const { payload } = await verified(all.body['access_token']);
    expect(payload).toMatchObject({ sub: 'demo-agency', roles: ['client'], client_id: 'demo-agency' });
    expect(String(payload['scope']).split(' ')).toContain('employees:write');
    const one = await token(
      { grant_type: 'client_credentials', scope: 'figures:read' },
      basic('demo-analyst', 'demo-analyst-secret'),
    );
    expect((await verified(one.body['access_token'])).payload['scope']).toBe('figures:read');
  });

  it('get nothing with a wrong secret or a scope that is not theirs', async () => {
    const wrong = await token({ grant_type: 'client_credentials' }, basic('demo-agency', 'wrong'));
    expect(wrong.status).toBe(401);
    const beyond = await token(
      { grant_type: 'client_credentials', scope: 'employees:write' },
      basic('demo-analyst', 'demo-analyst-secret'),
    );
    expect(beyond.body['error']).toBe('invalid_scope');
  });
});

describe('discovery', () => {
  it('names endpoints below the gateway', async () => {
    const document = (await (await fetch(`${base}/.well-known/openid-configuration`)).json()) as Record<string, unknown>;
    expect(document).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/oidc/auth`,
      token_endpoint: `${issuer}/oidc/token`,
      jwks_uri: `${issuer}/oidc/jwks`,
      code_challenge_methods_supported: ['S256'],
    });
  });

  it('publishes two keys and never a private part', async () => {
    const { keys } = (await (await fetch(`${base}/.well-known/jwks.json`)).json()) as { keys: Record<string, string>[] };
    expect(keys.length).toBe(2);
    for (const key of keys) expect(key).not.toHaveProperty('d');
    expect(statSync(config.keyFile).mode & 0o777).toBe(0o600);
  });
});

describe('keys and sessions over time', () => {
  it('signs with the next key after a rotation, and still proves what the old one signed', async () => {
    const before = await token({ grant_type: 'client_credentials' }, basic('demo-agency', 'demo-agency-secret'));
    new KeyFile(config.keyFile, TOKEN_LIFETIME).rotate();
    identity.lookAtKeys();
    const after = await token({ grant_type: 'client_credentials' }, basic('demo-agency', 'demo-agency-secret'));
    const kid = (answer: typeof before) => decodeProtectedHeader(answer.body['access_token'] ?? '').kid;
    expect(kid(after)).not.toBe(kid(before));
    for (const answer of [before, after]) await expect(verified(answer.body['access_token'])).resolves.toBeDefined();
  });

  it('remembers who is signed in over an orderly restart', async () => {
    const { code, verifier } = await signIn();
    const { body } = await exchange(code, verifier);
    await app.close();
    await start();
    const fresh = await token({
      grant_type: 'refresh_token',
      client_id: 'siger-web',
      refresh_token: body['refresh_token'] ?? '',
    });
    expect(fresh.status).toBe(200);
  });
});

it.each(unreadable)('%s is refused as a problem', async (_, bytes, status, code) => {
  const answer = await rawHttp(Number(new URL(base).port), bytes);
  expect([answer.status, JSON.parse(answer.body)]).toEqual([
    status,
    expect.objectContaining({ type: `urn:siger:problem:${code}` }),
  ]);
});
