import { describe, expect, it } from '@jest/globals';
import { behindGateway } from './proxy.fixture.js';

const { service, call, asPerson, identity } = behindGateway();

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
    ['forged', () => identity().token({}, { forged: true })],
    ['expired', () => identity().token({ exp: now() - 60 })],
    ['not yet valid', () => identity().token({ nbf: now() + 60 })],
    ['for somebody else', () => identity().token({ aud: 'other' })],
    ['by somebody else', () => identity().token({ iss: 'https://evil.example' })],
    ['an ID token', () => identity().token({}, { typ: 'JWT' })],
    ['by an unknown key', () => identity().token({}, { kid: 'other' })],
    ['without an end', () => identity().token({}, { endless: true })],
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
          .sign(new TextEncoder().encode(JSON.stringify(identity().jwk)));
      },
    ],
    [
      'changed',
      async () => (await identity().token()).replace(/\.[^.]+\./, `.${base64({ sub: 'x', roles: ['platform-admin'] })}.`),
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
