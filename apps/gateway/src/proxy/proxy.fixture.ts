import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { runGateway, testIssuer, TinyService, type RunningGateway } from '../gateway.fixture.js';

/** A gateway before one tiny service, for the specs of a file. Each begins with a service that echoes and has seen nothing. */
export const behindGateway = () => {
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
  return {
    ...{ service, call, asPerson: () => identity.token() },
    url: () => gateway.url,
    identity: () => identity,
  };
};
