import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allEvents, ports } from '@siger/contracts';
import { runGateway, testIssuer, TinyService, type RunningGateway } from '../gateway.fixture.js';
import { ApiDocuments } from './openapi.js';
import { configOf } from '../config.js';

let gateway: RunningGateway;
let identity: Awaited<ReturnType<typeof testIssuer>>;
const service = new TinyService();

beforeAll(async () => {
  identity = await testIssuer();
  await service.start();
  gateway = await runGateway({ OIDC_JWKS_URL: identity.url, UPSTREAM_APPRAISAL: service.url });
});
afterAll(async () => {
  await gateway.app.close();
  await service.stop();
  await identity.close();
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(gateway.url + path, { headers });
  return { response, text: await response.text() };
};

describe('pages', () => {
  it('the front page leads to everything', async () => {
    const { text, response } = await get('/');
    for (const link of ['/docs', '/events', '/openapi.json', '/asyncapi.json']) expect(text).toContain(`href="${link}"`);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*style-src 'sha256-/);
    expect(text).toContain('<html lang="id">');
    expect((await get('/', { 'accept-language': 'en' })).text).toContain('<html lang="en">');
  });

  it('the event catalogue tells every event, field by field, and loads nothing', async () => {
    const { text } = await get('/events');
    for (const { type, meaning } of allEvents()) {
      expect(text).toContain(`id="${type}"`);
      expect(text.replaceAll('&#39;', "'")).toContain(meaning);
      expect(text).toContain(`types: [&#39;${type}&#39;]`);
    }
    expect(text).toContain('Cara berlangganan');
    const completed = text.slice(text.indexOf('id="appraisal.completed.v1"'));
    expect(completed.slice(0, completed.indexOf('</article>'))).toContain('<code>training.recommendations</code>');
    expect(Buffer.byteLength(text)).toBeLessThan(300_000);
    expect(text).not.toMatch(/<script|<link|<img|https?:\/\//);
    expect((await get('/events', { 'accept-language': 'en' })).text).toContain('Event catalogue');
  });

  it('the API page is served whole from here, with a policy that lets it run', async () => {
    const { text, response } = await get('/docs');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    const assets = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets.length).toBe(3);
    for (const asset of [...assets, '/docs/static/oauth2-redirect.html']) expect((await get(asset)).response.status).toBe(200);
    const redirected = await get('/docs/static/oauth2-redirect.html');
    expect(redirected.text).toContain('src="oauth2-redirect.js"');
    expect(redirected.response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect((await get('/docs/')).response.status).toBe(200);
    expect((await get('/docs/initializer.js')).text).toContain('usePkceWithAuthorizationCodeGrant');
  });

  it('the AsyncAPI document names every topic that is used', async () => {
    const document = JSON.parse((await get('/asyncapi.json')).text) as {
      asyncapi: string;
      channels: Record<string, { address: string }>;
    };
    expect(document.asyncapi).toMatch(/^3\./);
    const addresses = Object.values(document.channels).map(({ address }) => address);
    for (const { topic } of allEvents()) expect(addresses).toContain(topic);
  });
});

describe('health', () => {
  it('is live by itself, and ready when every service is', async () => {
    expect((await get('/health/live')).response.status).toBe(200);
    expect((await get('/health/ready')).response.status).toBe(200);
    service.ready = 503;
    const { response, text } = await get('/health/ready');
    service.ready = 200;
    expect(response.status).toBe(503);
    expect(JSON.parse(text)).toEqual({ status: 'error', details: { appraisal: { status: 'down', detail: 'not ready (503)' } } });
  });
});

describe('signing in elsewhere', () => {
  it('sends who asks for discovery to the issuer', async () => {
    const response = await fetch(`${gateway.url}/.well-known/openid-configuration`, { redirect: 'manual' });
    expect(response.status).toBe(307);
    expect(response.headers.get('location')).toBe('http://localhost:8080/.well-known/openid-configuration');
    expect((await get('/oidc/auth')).response.status).toBe(404);
  });
});

describe('CORS', () => {
  it('lets the web application in, and nobody else', async () => {
    const web = await get('/v1/appraisal/rules', { origin: 'http://localhost:8107' });
    expect(web.response.headers.get('access-control-allow-origin')).toBe('http://localhost:8107');
    const evil = await get('/v1/appraisal/rules', { origin: 'https://evil.example' });
    expect(evil.response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the OpenAPI document', () => {
  it('takes a service in when it comes, and keeps it when it goes', async () => {
    let now = 0;
    service.document = null;
    // Named one by one: a platform that runs on this machine would answer at the usual ports.
    const away = Object.fromEntries(Object.keys(ports).map((name) => [`UPSTREAM_${name.toUpperCase()}`, 'none']));
    const documents = new ApiDocuments(configOf({ ...away, UPSTREAM_APPRAISAL: service.url }), () => now);
    const paths = async () => Object.keys(((await documents.document()) as { paths: object }).paths);
    expect(await paths()).toEqual([]);
    service.document = { paths: { '/v1/plans': { get: {} } } };
    now = 1_000;
    expect(await paths()).toEqual([]);
    now = 2_500;
    expect(await paths()).toEqual(['/v1/plans']);
    service.document = null;
    now = 60_000;
    expect(await paths()).toEqual(['/v1/plans']);
  });
});
