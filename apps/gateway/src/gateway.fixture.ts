import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { configOf } from './config.js';
import { createGateway } from './start.js';

export const issuer = 'http://localhost:8080';

const listen = async (server: Server) => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
};

const read = async (request: IncomingMessage) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

export type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

/** A real service behind the gateway: tells what it was asked, or does what a spec wants. */
export class TinyService {
  readonly seen: string[] = [];
  answer: Answer = (request, response, body) => {
    const { method, url, headers } = request;
    response.writeHead(200, { 'content-type': 'application/json', server: 'tiny', 'x-powered-by': 'tiny', etag: '"3"' });
    response.end(JSON.stringify({ method, url, headers, bytes: body.length }));
  };
  ready = 200;
  document: object | null = null;
  #server: Server | null = null;
  url = '';

  async start(port = 0): Promise<void> {
    const server = createServer((request, response) => void this.#handle(request, response));
    if (port) await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    else await listen(server);
    this.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    this.#server = server;
  }

  async stop(): Promise<number> {
    const server = this.#server;
    const port = Number(new URL(this.url).port);
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    return port;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/health/ready') return void response.writeHead(this.ready).end('{}');
    if (request.url === '/openapi.json')
      return void response.writeHead(this.document ? 200 : 404).end(JSON.stringify(this.document));
    this.seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const body = await read(request).catch(() => Buffer.alloc(0));
    this.answer(request, response, body);
  }
}

const algorithm = 'ES256';

/** An identity provider as far as a gateway needs one: keys, and tokens of every kind. */
export const testIssuer = async () => {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const stranger = await generateKeyPair(algorithm);
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: algorithm, use: 'sig' };
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] })),
  );
  const url = await listen(server);
  const token = (claims: JWTPayload = {}, header: { typ?: string; kid?: string; forged?: boolean; endless?: boolean } = {}) =>
    new SignJWT({
      iss: issuer,
      aud: 'siger',
      sub: '018f6f00-0000-7000-8000-0000000d0001',
      roles: ['employee'],
      ...(header.endless ? {} : { exp: Math.floor(Date.now() / 1000) + 600 }),
      iat: Math.floor(Date.now() / 1000),
      ...claims,
    })
      .setProtectedHeader({ alg: algorithm, typ: header.typ ?? 'at+jwt', kid: header.kid ?? 'k1' })
      .sign(header.forged ? stranger.privateKey : privateKey);
  return { url, token, jwk, close: () => new Promise((resolve) => server.close(resolve)) };
};

export interface RunningGateway {
  readonly app: NestFastifyApplication;
  readonly url: string;
}

/** A gateway on a free port; `settings` are environment variables. */
export const runGateway = async (settings: Record<string, string>): Promise<RunningGateway> => {
  const none = Object.fromEntries(
    ['EMPLOYEES', 'APPRAISAL', 'TRAINING', 'FEEDBACK', 'MONITORING', 'IDENTITY'].map((name) => [`UPSTREAM_${name}`, 'none']),
  );
  const app = await createGateway(configOf({ OIDC_ISSUER: issuer, LOG_LEVEL: 'silent', ...none, ...settings }));
  await app.listen(0, '127.0.0.1');
  return { app, url: `http://127.0.0.1:${String((app.getHttpServer().address() as AddressInfo).port)}` };
};
