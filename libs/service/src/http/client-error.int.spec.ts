import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { rawHttp, unreadable } from '@siger/testing';
import type { AddressInfo } from 'node:net';
import { startThings, type Things } from '../thing-app.fixture.js';
import type { Problem } from './problem.js';

let things: Things;
let port: number;
beforeAll(async () => {
  things = await startThings('client_error');
  await things.app.listen(0, '127.0.0.1');
  ({ port } = things.app.getHttpServer().address() as AddressInfo);
});
afterAll(() => things.close());

it.each(unreadable)('%s is refused as a problem', async (_, bytes, status, code) => {
  const answer = await rawHttp(port, bytes);
  expect([answer.status, answer.headers]).toEqual([
    status,
    expect.stringContaining('content-type: application/problem+json; charset=utf-8'),
  ]);
  const problem = JSON.parse(answer.body) as Problem;
  expect(problem).toMatchObject({ type: `urn:siger:problem:${code}`, status, instance: '/' });
  expect(answer.headers).toContain(`x-correlation-id: ${problem.correlationId}`);
});
