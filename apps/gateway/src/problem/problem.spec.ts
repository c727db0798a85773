import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runGateway, type RunningGateway } from '../gateway.fixture.js';

let gateway: RunningGateway;
beforeAll(async () => void (gateway = await runGateway({})));
afterAll(() => gateway.app.close());

it.each(['/v1/plans/%ff', '/v1/%', '/%c0%ae'])(
  'an address that cannot be decoded is a problem like every other: %s',
  async (path) => {
    const response = await fetch(gateway.url + path, { headers: { 'accept-language': 'en' } });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.json()).toMatchObject({
      ...{ type: 'urn:siger:problem:invalid-parameter', status: 400, instance: path },
      correlationId: response.headers.get('x-correlation-id'),
    });
  },
);
