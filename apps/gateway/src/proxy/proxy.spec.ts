import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { runGateway, testIssuer, TinyService, type RunningGateway } from '../gateway.fixture.js';

let gateway: RunningGateway;
let identity: Awaited<ReturnType<typeof testIssuer>>;
const service = new TinyService();
const echo = service.answer;

beforeAll(async () => {
  identity = await testIssuer();
  await service.start();
  gateway = await runGateway({
    OIDC_JWKS_URL: identity.url,
    UPSTREAM_APPRAISAL: service.url,
    UPSTREAM_FEEDBACK: service.url,
    UPSTREAM_IDENTITY: service.url,
    GATEWAY_TIMEOUT_MS: '700',
    RATE_LIMIT_ANONYMOUS: '0',
    RATE_LIMIT_SIGNED_IN: '0',
  });
});
afterAll(async () => {
  await gateway.app.close();
  await service.stop();
  await identity.close();
});
beforeEach(() => {
  service.answer = echo;
  service.seen.length = 0;
});

const call = async (path: string, init: RequestInit & { duplex?: 'half' } = {}, token?: string) => {
  const headers = {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(init.headers as Record<string, string> | undefined),
  };
  const response = await fetch(gateway.url + path, { ...init, headers });
  const text = await response.text();
  return { response, status: response.status, body: (text ? JSON.parse(text) : null) as Record<string, unknown> };
};
const asPerson = async () => identity.token();

describe('who may pass', () => {
  it('somebody with a good token', async () => {
    const { status, body } = await call('/v1/plans?limit=2', {}, await asPerson());
    expect(status).toBe(200);
    expect(body).toMatchObject({ method: 'GET', url: '/v1/plans?limit=2' });
  });
  it('nobody without one, and says how to sign in', async () => {
    const { status, response, body } = await call('/v1/plans');
    expect(status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ type: 'urn:siger:problem:unauthenticated', status: 401, instance: '/v1/plans' });
    expect(service.seen).toEqual([]);
  });
  it('anybody on a public route', async () => {
    expect((await call('/v1/public-services/1/responses', { method: 'POST', body: '{}' })).status).toBe(200);
    expect((await call('/v1/appraisal/rules/predicate/evaluations', { method: 'POST', body: '{}' })).status).toBe(200);
  });

  const now = () => Math.floor(Date.now() / 1000);
  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each([
    ['forged', () => identity.token({}, { forged: true })],
    ['expired', () => identity.token({ exp: now() - 60 })],
    ['not yet valid', () => identity.token({ nbf: now() + 60 })],
    ['for somebody else', () => identity.token({ aud: 'other' })],
    ['by somebody else', () => identity.token({ iss: 'https://evil.example' })],
    ['an ID token', () => identity.token({}, { typ: 'JWT' })],
    ['by an unknown key', () => identity.token({}, { kid: 'other' })],
    ['without an end', () => identity.token({}, { endless: true })],
    [
      'unsigned',
      async () => `${base64({ alg: 'none', typ: 'at+jwt' })}.${base64({ iss: 'x', aud: 'siger', sub: 'x', exp: now() + 60 })}.`,
    ],
    [
      'signed with the public key as a secret',
      async () => {
        const { SignJWT } = await import('jose');
        const claims = new SignJWT({ roles: ['platform-admin'], aud: 'siger', sub: 'x', exp: now() + 60 });
        return claims
          .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })
          .sign(new TextEncoder().encode(JSON.stringify(identity.jwk)));
      },
    ],
    [
      'changed',
      async () => (await identity.token()).replace(/\.[^.]+\./, `.${base64({ sub: 'x', roles: ['platform-admin'] })}.`),
    ],
    ['nonsense', async () => 'nonsense'],
  ])('nobody with a token that is %s, not even on a public route', async (_, make) => {
    const token = await make();
    expect((await call('/v1/plans', {}, token)).status).toBe(401);
    expect((await call('/v1/public-services/1/index', {}, token)).status).toBe(401);
    expect(service.seen).toEqual([]);
  });
  it('nobody with another kind of credentials', async () => {
    expect((await call('/v1/plans', { headers: { authorization: 'Basic eDp5' } })).status).toBe(401);
  });
  it('identity reads its own credentials and cookies', async () => {
    const { body } = await call('/oidc/token', {
      method: 'POST',
      body: 'a=b',
      headers: { authorization: 'Basic eDp5', cookie: 's=1' },
    });
    expect(body['headers']).toMatchObject({ authorization: 'Basic eDp5', cookie: 's=1' });
  });
});

describe('what a service is told', () => {
  it('where the caller is, whatever the caller says', async () => {
    const spoofed = { 'x-forwarded-for': '6.6.6.6', 'x-user-id': 'root', 'x-employee-id': 'x', cookie: 'a=b' };
    const { body } = await call('/v1/plans', { headers: spoofed }, await asPerson());
    const headers = body['headers'] as Record<string, string>;
    expect(headers['x-forwarded-for']).toBe('127.0.0.1');
    for (const name of ['x-user-id', 'x-employee-id', 'cookie']) expect(headers).not.toHaveProperty(name);
  });
  it('one correlation id: the caller’s if it is a UUID, else a new one; the caller hears it', async () => {
    const id = '018f6f00-0000-7000-8000-00000000abcd';
    const given = await call('/v1/plans', { headers: { 'x-correlation-id': id } }, await asPerson());
    expect(given.response.headers.get('x-correlation-id')).toBe(id);
    expect(given.body['headers']).toMatchObject({ 'x-correlation-id': id });
    const made = await call('/v1/plans', { headers: { 'x-correlation-id': 'evil' } }, await asPerson());
    expect(made.response.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((made.body['headers'] as Record<string, string>)['x-correlation-id']).toBe(
      made.response.headers.get('x-correlation-id'),
    );
  });
});

describe('answers', () => {
  it('come through with their headers, without what runs behind', async () => {
    const { response } = await call('/v1/plans', {}, await asPerson());
    expect(response.headers.get('etag')).toBe('"3"');
    expect(response.headers.get('server')).toBeNull();
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
  it('stream: the first part arrives before the last is made', async () => {
    const parts: (() => void)[] = [];
    service.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
      parts.push(() => response.end('data: 2\n\n'));
    };
    const response = await fetch(`${gateway.url}/v1/plans`, { headers: { authorization: `Bearer ${await asPerson()}` } });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('data: 1\n\n');
    parts[0]?.();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('data: 2\n\n');
  });
  it('end at the service when the caller leaves', async () => {
    const closed = new Promise<void>((resolve) => {
      service.answer = (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: 1\n\n');
        response.once('close', resolve);
      };
    });
    const leaving = new AbortController();
    const init = { signal: leaving.signal, headers: { authorization: `Bearer ${await asPerson()}` } };
    const response = await fetch(`${gateway.url}/v1/plans`, init);
    await (response.body as ReadableStream<Uint8Array>).getReader().read();
    leaving.abort();
    await closed;
  });
  it('of a large kind pass whole', async () => {
    const large = Buffer.alloc(8_000_000, 'x');
    service.answer = (_, response) => response.writeHead(200).end(large);
    const response = await fetch(`${gateway.url}/v1/public-services`);
    expect((await response.arrayBuffer()).byteLength).toBe(large.length);
  });
  it('that break off in the middle break off for the caller, too', async () => {
    service.answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setTimeout(() => response.destroy(), 50);
    };
    const response = await fetch(`${gateway.url}/v1/public-services`);
    await expect(response.text()).rejects.toThrow();
  });
});

describe('bodies', () => {
  const post = async (body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}) =>
    call(
      '/v1/plans',
      { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/json', ...headers } },
      await asPerson(),
    );
  const chunks = (count: number) =>
    Readable.toWeb(Readable.from(Array.from({ length: count }, () => Buffer.alloc(65_536, 'x')))) as ReadableStream<Uint8Array>;

  it('pass, announced or chunked', async () => {
    expect((await post('{"a":1}')).body).toMatchObject({ method: 'POST', bytes: 7 });
    expect((await post(chunks(8))).body).toMatchObject({ bytes: 8 * 65_536 });
  });
  it('of 5 MB are refused before they are passed on', async () => {
    const { status, body } = await post(Buffer.alloc(5_000_000, 'x'));
    expect(status).toBe(413);
    expect(body).toMatchObject({ type: 'urn:siger:problem:body-too-large' });
    expect(service.seen).toEqual([]);
  });
  it('of 5 MB that do not say so are refused when they are too long', async () => {
    const refused = await post(chunks(80)).catch((error: unknown) => error as Error);
    if (!(refused instanceof Error)) expect(refused.status).toBe(413);
    else expect(refused.message).toContain('fetch failed');
    expect((await post('{}')).status).toBe(200);
  });
  it('of 5 MB are refused also to a caller who writes all of it before reading', async () => {
    const { port } = new URL(gateway.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1');
      let text = '';
      socket.once('error', reject);
      socket.on('data', (chunk) => (text += String(chunk)));
      socket.once('close', () => resolve(text));
      socket.write(
        `POST /v1/public-services/1/responses HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 5000000\r\n\r\n`,
      );
      socket.end(Buffer.alloc(5_000_000, 'x'));
    });
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });
});

describe('faults', () => {
  it('a service that does not answer in time: 504, in the language of the caller', async () => {
    service.answer = () => undefined;
    const { status, body } = await call('/v1/public-services', { headers: { 'accept-language': 'en' } });
    expect(status).toBe(504);
    expect(body).toMatchObject({ type: 'urn:siger:problem:upstream-timeout', title: 'The service did not answer in time.' });
  });
  it('a service that is not there: 503 with Retry-After', async () => {
    const port = await service.stop();
    const { status, response } = await call('/v1/public-services');
    await service.start(port);
    expect(status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await call('/v1/public-services')).status).toBe(200);
  });
  it('a kept connection that was closed: asked once more, without the caller noticing', async () => {
    await call('/v1/public-services');
    await service.start(await service.stop());
    expect((await call('/v1/public-services')).status).toBe(200);
  });
  it.each(['/', '/v1/nothing', '/v1/learners/1', '/nowhere', '/v1/certificates/a%2Fb'])(
    '%s of nobody, or a page',
    async (path) => {
      const { status } = await fetch(gateway.url + path);
      expect(status).toBe(path === '/' ? 200 : 404);
    },
  );
  it('an unknown route: problem details in both languages', async () => {
    expect((await call('/nowhere')).body).toMatchObject({ title: 'Tidak ditemukan.', status: 404 });
    expect((await call('/v1/nothing', { headers: { 'accept-language': 'en' } })).body).toMatchObject({ title: 'Not found.' });
  });
});
