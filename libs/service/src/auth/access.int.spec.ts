import { createHmac, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import { createService } from '../start.js';
import { startThings, type Things } from '../thing-app.fixture.js';
import { nakedModule } from '../thing.fixture.js';

let things: Things;
beforeAll(async () => {
  things = await startThings('access');
});
afterAll(() => things.close());

const now = () => Math.floor(Date.now() / 1000);
const ask = async (token: string | null) => (await things.call('/v1/things', { token })).status;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = () => ({ iss: things.issuer.issuer, aud: 'siger', sub: 'x', roles: ['employee'], exp: now() + 60 });

describe('a token', () => {
  it('of an employee opens the door', async () => {
    expect(await ask(await things.token())).toBe(200);
  });

  it('is asked for, with the right challenge', async () => {
    const response = await things.call('/v1/things', { token: null });
    expect(response.status).toBe(401);
    expect(response.headers['www-authenticate']).toBe('Bearer realm="siger"');
    expect(response.json().type).toBe('urn:siger:problem:unauthenticated');
  });

  it.each<[string, Parameters<Things['token']>]>([
    ['expired', [{ exp: now() - 60 }]],
    ['not yet valid', [{ nbf: now() + 60 }]],
    ['for another audience', [{ aud: 'elsewhere' }]],
    ['of another issuer', [{ iss: 'https://evil.example' }]],
    ['that is an id token', [{}, { typ: 'JWT' }]],
    ['without a type', [{}, { typ: '' }]],
    ['of an unknown key', [{}, { kid: 'another' }]],
  ])('%s is refused', async (_, [payload, header]) => {
    expect(await ask(await things.token(payload, header))).toBe(401);
  });

  it('within the tolerance of clocks is taken', async () => {
    expect(await ask(await things.token({ exp: now() - 1 }))).toBe(200);
  });

  it('without a signature is refused', async () => {
    const unsigned = new UnsecuredJWT(claims()).encode();
    const none = `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(claims())}.`;
    expect([await ask(unsigned), await ask(none)]).toEqual([401, 401]);
  });

  it('signed with the public key as a secret is refused', async () => {
    const jwks = await (await fetch(things.issuer.jwksUrl)).text();
    const { keys } = JSON.parse(jwks) as { keys: { kid: string }[] };
    const input = `${encode({ alg: 'HS256', typ: 'at+jwt', kid: keys[0]?.kid })}.${encode(claims())}`;
    const signature = createHmac('sha256', JSON.stringify(keys[0])).update(input).digest('base64url');
    expect(await ask(`${input}.${signature}`)).toBe(401);
  });

  it('signed by somebody else with our key id is refused', async () => {
    const [header] = (await things.token()).split('.');
    const { kid } = JSON.parse(Buffer.from(header ?? '', 'base64url').toString()) as { kid: string };
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const forged = await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', kid, typ: 'at+jwt' }).sign(privateKey);
    expect(await ask(forged)).toBe(401);
  });

  it('with a changed claim is refused, also after the true one was remembered', async () => {
    const token = await things.token({ roles: ['analyst'] });
    expect(await ask(token)).toBe(403);
    const [header, , signature] = token.split('.');
    expect(await ask(`${header}.${encode(claims())}.${signature}`)).toBe(401);
  });

  it.each(['', 'x', 'a.b.c', '..', `${'A'.repeat(5_000)}.b.c`, 'ey.ey.ey'])('of nonsense (%#) is refused', async (token) => {
    expect(await ask(token)).toBe(401);
  });
});

describe('who may what', () => {
  it('a role that is not named is 403', async () => {
    expect(await ask(await things.token({ roles: ['auditor', 'invented'] }))).toBe(403);
  });

  it('a machine needs the scope; a person gains nothing by one', async () => {
    const url = '/v1/things/018f6f00-0000-7000-8000-000000000011';
    const status = async (payload: Parameters<Things['token']>[0]) =>
      (await things.call(url, { token: await things.token(payload) })).status;
    expect(await status({ roles: ['client'], scope: 'things.read' })).toBe(404);
    expect(await status({ roles: ['client'], scope: 'things.write' })).toBe(403);
    expect(await status({ roles: ['client', 'employee'] })).toBe(403);
    expect(await status({ roles: ['analyst'], scope: 'things.read' })).toBe(403);
  });

  it('a public route knows who asks if it is told, and does not take a bad token for none', async () => {
    const url = '/v1/open';
    expect((await things.call(url, { token: null })).json<{ actor: unknown }>().actor).toBeNull();
    const token = await things.token({ sub: 's', roles: ['employee'], employee_id: 'e', scope: 'a b' });
    expect((await things.call(url, { token })).json<{ actor: unknown }>().actor).toEqual({
      subject: 's',
      roles: ['employee'],
      scopes: ['a', 'b'],
      employeeId: 'e',
    });
    expect((await things.call(url, { token: await things.token({ exp: now() - 60 }) })).status).toBe(401);
  });

  it('a route that says nothing stops the start', async () => {
    const start = createService({ name: 'employees', module: nakedModule() }, { listen: false, env: things.env });
    await expect(start).rejects.toThrow(/NakedController\.naked/);
  });
});

describe('a provider that is away', () => {
  it('is our fault, not the caller’s: 503 while no key was ever loaded', async () => {
    const away = { OIDC_JWKS_URL: 'http://127.0.0.1:9/jwks' };
    const lonely = await startThings('lonely', away);
    const response = await lonely.call('/v1/things');
    expect([response.status, response.headers['retry-after'], response.json().type]).toEqual([
      503,
      '5',
      'urn:siger:problem:unavailable',
    ]);
    expect((await lonely.call('/v1/open', { token: null })).status).toBe(200);
    await lonely.close();
  });
});
