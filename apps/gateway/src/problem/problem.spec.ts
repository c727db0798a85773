import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { rawHttp, unreadable } from '@siger/testing';
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

it.each(unreadable)('%s is a problem like every other', async (_, bytes, status, code) => {
  const answer = await rawHttp(Number(new URL(gateway.url).port), bytes);
  expect(answer.status).toBe(status);
  expect(answer.headers).toContain('content-type: application/problem+json; charset=utf-8');
  expect(answer.headers).toContain('x-content-type-options: nosniff');
  expect(JSON.parse(answer.body)).toMatchObject({ type: `urn:siger:problem:${code}`, status });
});

it.each([
  ['5 MB to a page', 'x'.repeat(5_000_000), 'application/json', 413, 'body-too-large'],
  ['broken JSON to a page', '{', 'application/json', 400, 'malformed-body'],
])('%s is refused as what it is', async (_, body, type, status, code) => {
  const response = await fetch(`${gateway.url}/docs`, { method: 'POST', body, headers: { 'content-type': type } });
  expect([response.status, await response.json()]).toEqual([
    status,
    expect.objectContaining({ type: `urn:siger:problem:${code}` }),
  ]);
});
