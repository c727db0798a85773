import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { readConfig } from '../config.js';
import { configureLogs } from '../telemetry/logger.js';
import { Keys } from './keys.js';
import { actorOf, Tokens } from './token.js';

configureLogs('gateway', 'silent');

const pairOf = (kid: string) => generateKeyPair('ES256').then((pair) => ({ kid, ...pair }));
type Pair = Awaited<ReturnType<typeof pairOf>>;

let server: Server;
let keys: Keys;
afterEach(() => {
  keys.onModuleDestroy();
  server.closeAllConnections();
  server.close();
});

/** A provider whose answer a spec can change or take away. */
const provider = async (...pairs: Pair[]) => {
  let served = pairs;
  let asked = 0;
  server = createServer((_, response) => {
    asked += 1;
    void Promise.all(served.map(async ({ kid, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg: 'ES256' }))).then(
      (set) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: set })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = readConfig('gateway', { OIDC_ISSUER: issuer, OIDC_JWKS_URL: `${issuer}/jwks` }, { database: false });
  keys = new Keys(config);
  const token = ({ kid, privateKey }: Pair) =>
    new SignJWT({ roles: ['employee'] })
      .setProtectedHeader({ alg: 'ES256', kid, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience('siger')
      .setSubject(Math.random().toString())
      .setExpirationTime('5m')
      .sign(privateKey);
  return {
    tokens: new Tokens(config, keys),
    token,
    serve: (...next: Pair[]) => void (served = next),
    asked: () => asked,
    goAway: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

describe('the keys of the provider', () => {
  it('outlive the provider', async () => {
    const pair = await pairOf('a');
    const { tokens, token, goAway } = await provider(pair);
    await tokens.actor(await token(pair));
    goAway();
    await expect(tokens.actor(await token(pair))).resolves.toMatchObject({ roles: ['employee'] });
  });

  it('are asked for once, however many tokens name a key that nobody knows', async () => {
    const [pair, stranger] = await Promise.all([pairOf('a'), pairOf('b')]);
    const { tokens, token, asked } = await provider(pair);
    await tokens.actor(await token(pair));
    for (let n = 0; n < 20; n++)
      await expect(tokens.actor(await token(stranger))).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(asked()).toBe(1);
  });

  it('that were exchanged are known after the next reload, and the old ones are not', async () => {
    const [old, fresh] = await Promise.all([pairOf('a'), pairOf('b')]);
    const { tokens, token, serve } = await provider(old);
    await tokens.actor(await token(old));
    serve(fresh);
    await keys.set.reload();
    await expect(tokens.actor(await token(fresh))).resolves.toMatchObject({ roles: ['employee'] });
    await expect(tokens.actor(await token(old))).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('that were never there make the token our fault', async () => {
    const pair = await pairOf('a');
    const { tokens, token, goAway } = await provider(pair);
    goAway();
    await expect(tokens.actor(await token(pair))).rejects.toMatchObject({ code: 'unavailable' });
  });
});

it('a token that is remembered still ends with its time', async () => {
  const pair = await pairOf('a');
  const { tokens, token } = await provider(pair);
  const remembered = await token(pair);
  await tokens.actor(remembered);
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 299_000);
  await expect(tokens.actor(remembered)).resolves.toMatchObject({ roles: ['employee'] });
  clock.mockRestore();
  jest.useFakeTimers({ now: Date.now() + 306_000, doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'] });
  await expect(tokens.actor(remembered)).rejects.toMatchObject({ code: 'unauthenticated' });
  jest.useRealTimers();
});

describe('claims', () => {
  it.each([
    [
      { sub: 's', roles: ['employee', 'root', 5], scope: ' a  b ' },
      { roles: ['employee'], scopes: ['a', 'b'], employeeId: null },
    ],
    [
      { sub: 's', roles: 'employee', scope: ['a'], employee_id: 7 },
      { roles: [], scopes: [], employeeId: null },
    ],
    [
      { sub: 's', employee_id: 'e' },
      { roles: [], scopes: [], employeeId: 'e' },
    ],
  ])('%j give no more than they say', (claims, actor) =>
    expect(actorOf(claims as JWTPayload)).toEqual({ subject: 's', ...actor }),
  );
});
