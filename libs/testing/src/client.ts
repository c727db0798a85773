import type { Server } from 'node:http';
import request from 'supertest';
import { type Claims, testIssuer } from './token.js';

/** What of an application is needed to ask it. */
export interface Door {
  getHttpServer(): Server;
}
type Method = 'get' | 'post' | 'put';

export interface Problem {
  readonly type: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
}
export interface Sent<As = Claims | null> {
  /** The caller; `claimsOf` of the client says who that is. */
  readonly as?: As;
  /** Of `If-Match`. */
  readonly version?: number;
  /** Of `Idempotency-Key`. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
export interface Answered<T> {
  readonly status: number;
  /** Of the refusal; `ok` without one. */
  readonly code: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: T & Problem;
}

/** The server of an application, listening: one port for all requests, which opening one for each does not bear at the same time. */
export const listening = (door: Door): Server => {
  const server = door.getHttpServer();
  if (!server.listening) server.listen(0, '127.0.0.1');
  return server;
};

const headersOf = async (claims: Claims | null, { version, key, headers }: Sent<unknown>, hasBody: boolean) => ({
  ...(claims ? { authorization: `Bearer ${await (await testIssuer()).token(claims)}` } : {}),
  ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  ...(key === undefined ? {} : { 'idempotency-key': key }),
  ...(hasBody ? { 'content-type': 'application/json' } : {}),
  ...headers,
});

/**
 * Asks a service over HTTP as anybody, through all that a request passes in production. `claimsOf` answers the claims of a caller, or null
 * for nobody; a spec that names its people gives its own.
 */
export const clientOf = <As = Claims | null>(
  door: Door,
  claimsOf: (as: As | undefined) => Claims | null = (as) => (as as Claims | null | undefined) ?? null,
) => {
  const server = listening(door);
  const call = async <T>(method: Method, url: string, sent: Sent<As> = {}, body?: object | string): Promise<Answered<T>> => {
    const asked = request(server)
      [method](url)
      .set(await headersOf(claimsOf(sent.as), sent, body !== undefined));
    const raw = typeof body === 'object' ? JSON.stringify(body) : body;
    const { status, headers, text } = await (raw === undefined ? asked : asked.send(raw));
    const read = JSON.parse(text || 'null') as T & Problem;
    const code = status < 400 ? 'ok' : read.type.replace('urn:siger:problem:', '');
    return { status, code, headers: headers as Readonly<Record<string, unknown>>, body: read };
  };
  return {
    get: <T = Problem>(url: string, sent?: Sent<As>) => call<T>('get', url, sent),
    /** A text is sent as it is. */
    post: <T = Problem>(url: string, body?: object | string, sent?: Sent<As>) => call<T>('post', url, sent, body),
    put: <T = Problem>(url: string, body: object, sent?: Sent<As>) => call<T>('put', url, sent, body),
  };
};
