import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { registerHealthCheck } from '../health/check.js';
import { startThings, type Things } from '../thing-app.fixture.js';
import { configureLogs } from './logger.js';
import { inSpan, startTracing } from './tracing.js';

let things: Things;
const lines: string[] = [];
const spans = new InMemorySpanExporter();

beforeAll(async () => {
  await startTracing({ service: 'employees', otlpEndpoint: undefined }, new SimpleSpanProcessor(spans));
  things = await startThings('telemetry');
  configureLogs('employees', 'info', { write: (line) => void lines.push(line) });
});
afterAll(async () => {
  configureLogs('employees', 'silent');
  await things.close();
});

interface Story {
  readonly correlationId: string;
  readonly traceparent: string;
  readonly language: string;
}
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('a request', () => {
  it('takes over the correlation id and the trace of its caller', async () => {
    const correlationId = '018f6f00-0000-7000-8000-0000000000aa';
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const headers = { 'x-correlation-id': correlationId, traceparent: `00-${traceId}-b7ad6b7169203331-01` };
    const response = await things.call('/v1/open', { headers });
    const story = response.json<Story>();
    expect(story.correlationId).toBe(correlationId);
    expect(response.headers['x-correlation-id']).toBe(correlationId);
    expect(story.traceparent).toMatch(new RegExp(`^00-${traceId}-(?!b7ad6b7169203331)[0-9a-f]{16}-01$`));

    const span = spans.getFinishedSpans().find(({ name }) => name === 'GET /v1/open');
    expect(span?.spanContext().traceId).toBe(traceId);
    expect(span?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(span?.attributes).toMatchObject({ 'http.response.status_code': 200, 'siger.correlation_id': correlationId });
  });

  it.each([{}, { 'x-correlation-id': 'drop table', traceparent: '00-zz' }])('begins its own story from %j', async (headers) => {
    const story = (await things.call('/v1/open', { headers: headers as Record<string, string> })).json<Story>();
    expect(story.correlationId).toMatch(UUID);
    expect(story.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it('keeps its story behind the parser of its body', async () => {
    const headers = { 'accept-language': 'en' };
    expect((await things.post('/v1/open/echo', { a: 1 }, { headers })).json<object>()).toEqual({
      body: { a: 1 },
      language: 'en',
    });
  });

  it('is one log line without its query, its body or its token', async () => {
    lines.length = 0;
    await things.call('/v1/things?cursor=c2VjcmV0&limit=5');
    const line = lines.map((text) => JSON.parse(text) as Record<string, unknown>).find(({ component }) => component === 'http');
    expect(line).toMatchObject({ method: 'GET', route: '/v1/things', status: 200, service: 'employees' });
    expect(line?.['correlationId']).toMatch(UUID);
    expect(lines.join()).not.toMatch(/c2VjcmV0|eyJ/);
  });

  it('that fails leaves its reason in the log, under the id that the caller was told', async () => {
    lines.length = 0;
    const { correlationId } = (await things.call('/v1/open/boom')).json();
    const line = lines.map((text) => JSON.parse(text) as Record<string, unknown>).find(({ level }) => level === 'error');
    expect(line).toMatchObject({ correlationId, err: { message: 'secret of [redacted]' } });
  });
});

it('a span in a consumer is a child of the request that caused the event', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  await inSpan('consume', { traceparent }, async (own) => expect(own).toContain('0af7651916cd43dd8448eb211c80319c'));
  expect(spans.getFinishedSpans().find(({ name }) => name === 'consume')?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
});

describe('/metrics', () => {
  it('counts requests by route pattern, never by id', async () => {
    await things.call('/v1/things/018f6f00-0000-7000-8000-000000000011');
    const response = await things.call('/metrics', { token: null });
    expect(response.headers['content-type']).toContain('text/plain');
    expect(response.text).toContain('http_request_seconds_count{method="GET",route="/v1/things/:id",status="404"} 1');
    expect(response.text).not.toContain('018f6f00');
    for (const name of [
      'nodejs_eventloop_lag_p99_seconds',
      'db_pool_connections',
      'db_pool_waiting_requests',
      'jwks_age_seconds',
    ])
      expect(response.text).toMatch(new RegExp(`^${name} [0-9.e-]+$`, 'm'));
  });
});

describe('health', () => {
  const status = async (of: string) => (await things.call(`/health/${of}`, { token: null })).status;

  it('is green while everything answers', async () => {
    expect([await status('live'), await status('ready'), await status('startup')]).toEqual([200, 200, 200]);
  });

  it('turns red with one of its parts, and green again', async () => {
    const forget = registerHealthCheck({
      ready: () => Promise.resolve({ name: 'broker', up: false, detail: 'away' }),
      live: () => Promise.resolve({ name: 'broker', up: true }),
    });
    const response = await things.call('/health/ready', { token: null });
    expect(response.status).toBe(503);
    expect(response.json<object>()).toMatchObject({ status: 'error', error: { broker: { status: 'down', message: 'away' } } });
    expect([await status('live'), await status('startup')]).toEqual([200, 200]);
    forget();
    expect(await status('ready')).toBe(200);
  });

  it('counts a part that throws or hangs as down', async () => {
    const forgets = [
      registerHealthCheck({ ready: () => Promise.reject(new Error('x')) }),
      registerHealthCheck({ ready: () => new Promise(() => undefined) }),
    ];
    expect(await status('ready')).toBe(503);
    forgets.forEach((forget) => forget());
  });
});
