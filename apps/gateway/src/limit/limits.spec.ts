import { afterEach, describe, expect, it } from '@jest/globals';
import { runGateway, testIssuer, TinyService, type RunningGateway } from '../gateway.fixture.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const setUp = async (settings: Record<string, string>) => {
  const identity = await testIssuer();
  const service = new TinyService();
  await service.start();
  const gateway: RunningGateway = await runGateway({ OIDC_JWKS_URL: identity.url, UPSTREAM_FEEDBACK: service.url, ...settings });
  closing.push(
    () => identity.close(),
    () => service.stop(),
    () => gateway.app.close(),
  );
  const get = async (token?: string) => {
    const response = await fetch(
      `${gateway.url}/v1/public-services`,
      token ? { headers: { authorization: `Bearer ${token}` } } : {},
    );
    await response.text();
    return response;
  };
  return { identity, service, get };
};

describe('limits', () => {
  it('let an anonymous burst of 200 through, and 50 a second after it', async () => {
    const { get } = await setUp({});
    const burst = await Promise.all(Array.from({ length: 200 }, () => get()));
    expect(burst.every(({ status }) => status === 200)).toBe(true);
    const next = await Promise.all(Array.from({ length: 50 }, () => get()));
    expect(next.every(({ status }) => status === 200)).toBe(true);
  });

  it('say what is left, and refuse with Retry-After until the window is over', async () => {
    const { get } = await setUp({ RATE_LIMIT_ANONYMOUS: '3', RATE_LIMIT_WINDOW_MS: '700' });
    const answers = [await get(), await get(), await get(), await get()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[0]?.headers.get('ratelimit')).toBe('"address";r=2;t=1');
    expect(answers[0]?.headers.get('ratelimit-policy')).toBe('"address";q=3;w=1');
    expect(answers[3]?.headers.get('ratelimit-remaining')).toBe('0');
    expect(Number(answers[3]?.headers.get('retry-after'))).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect((await get()).status).toBe(200);
  });

  it('count each client for itself, and not by its address', async () => {
    const { get, identity } = await setUp({ RATE_LIMIT_ANONYMOUS: '1', RATE_LIMIT_SIGNED_IN: '2', RATE_LIMIT_WINDOW_MS: '5000' });
    const [one, other] = [await identity.token({ sub: 'one' }), await identity.token({ sub: 'other' })];
    expect([(await get(one)).status, (await get(one)).status, (await get(one)).status]).toEqual([200, 200, 429]);
    expect((await get(other)).status).toBe(200);
    expect([(await get()).status, (await get()).status]).toEqual([200, 429]);
  });

  it('also slow down who guesses tokens', async () => {
    const { get } = await setUp({ RATE_LIMIT_ANONYMOUS: '2', RATE_LIMIT_WINDOW_MS: '5000' });
    expect([(await get('a')).status, (await get('b')).status, (await get('c')).status]).toEqual([401, 401, 429]);
  });
});

describe('the breaker in front of a service', () => {
  it('opens after failures, so that callers hear at once, and closes when the service is back', async () => {
    const { get, service } = await setUp({ BREAKER_FAILURES: '3', BREAKER_PAUSE_MS: '400', GATEWAY_TIMEOUT_MS: '600' });
    const port = await service.stop();
    for (let n = 0; n < 3; n++) expect((await get()).status).toBe(503);
    await service.start(port);
    const shut = await get();
    expect(shut.status).toBe(503);
    expect(service.seen).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect((await get()).status).toBe(200);
    expect((await get()).status).toBe(200);
  });
});
