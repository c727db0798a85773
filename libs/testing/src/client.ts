import type { Server } from 'node:http';
import request from 'supertest';
import { type Claims, testIssuer } from './token.js';

/** What of an application is needed to ask it. */
interface Door {
  getHttpServer(): Server;
}
type Method = 'get' | 'post' | 'put';

export interface Problem {
  readonly type: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
}
export interface Sent {
  /** Claims of the caller's token; left out or null: nobody. */
  readonly as?: Claims | null;
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

const headersOf = async ({ as = null, version, key, headers }: Sent, hasBody: boolean): Promise<Record<string, string>> => ({
  ...(as ? { authorization: `Bearer ${await (await testIssuer()).token(as)}` } : {}),
  ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  ...(key === undefined ? {} : { 'idempotency-key': key }),
  ...(hasBody ? { 'content-type': 'application/json' } : {}),
  ...headers,
});

/** Asks a service over HTTP as anybody, through all that a request passes in production. */
export const clientOf = (door: Door) => {
  const server = door.getHttpServer();
  // One port for all requests: supertest would open and close one for each, which requests at the same time do not bear.
  if (!server.listening) server.listen(0, '127.0.0.1');
  const call = async <T>(method: Method, url: string, sent: Sent = {}, body?: object): Promise<Answered<T>> => {
    const asked = request(server)
      [method](url)
      .set(await headersOf(sent, body !== undefined));
    const { status, headers, text } = await (body === undefined ? asked : asked.send(JSON.stringify(body)));
    const read = JSON.parse(text || 'null') as T & Problem;
    const code = status < 400 ? 'ok' : read.type.replace('urn:siger:problem:', '');
    return { status, code, headers: headers as Readonly<Record<string, unknown>>, body: read };
  };
  return {
    get: <T = Problem>(url: string, sent?: Sent) => call<T>('get', url, sent),
    post: <T = Problem>(url: string, body?: object, sent?: Sent) => call<T>('post', url, sent, body),
    put: <T = Problem>(url: string, body: object, sent?: Sent) => call<T>('put', url, sent, body),
  };
};
