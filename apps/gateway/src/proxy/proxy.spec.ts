import { describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { behindGateway } from './proxy.fixture.js';

const { service, call, asPerson, url } = behindGateway();

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
    const response = await fetch(`${url()}/v1/plans`, { headers: { authorization: `Bearer ${await asPerson()}` } });
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
    const response = await fetch(`${url()}/v1/plans`, init);
    await (response.body as ReadableStream<Uint8Array>).getReader().read();
    leaving.abort();
    await closed;
  });
  it('of a large kind pass whole', async () => {
    const large = Buffer.alloc(8_000_000, 'x');
    service.answer = (_, response) => response.writeHead(200).end(large);
    const response = await fetch(`${url()}/v1/public-services`);
    expect((await response.arrayBuffer()).byteLength).toBe(large.length);
  });
  it('that break off in the middle break off for the caller, too', async () => {
    service.answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setTimeout(() => response.destroy(), 50);
    };
    const response = await fetch(`${url()}/v1/public-services`);
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
    const { port } = new URL(url());
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
      const { status } = await fetch(url() + path);
      expect(status).toBe(path === '/' ? 200 : 404);
    },
  );
  it('an unknown route: problem details in both languages', async () => {
    expect((await call('/nowhere')).body).toMatchObject({ title: 'Tidak ditemukan.', status: 404 });
    expect((await call('/v1/nothing', { headers: { 'accept-language': 'en' } })).body).toMatchObject({ title: 'Not found.' });
  });
});
