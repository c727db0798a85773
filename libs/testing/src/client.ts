import { type Claims, testIssuer } from './token.js';

/** What of a Fastify application is needed to ask it without a port. */
interface Door {
  inject(request: {
    method: Method;
    url: string;
    headers: Record<string, string>;
    payload?: string;
  }): Promise<{ statusCode: number; headers: Readonly<Record<string, unknown>>; body: string }>;
}
type Method = 'GET' | 'POST' | 'PUT';

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

/** Asks a service as anybody, through all that a request passes in production. */
export const clientOf = (door: Door) => {
  const call = async <T>(method: Method, url: string, sent: Sent = {}, body?: object): Promise<Answered<T>> => {
    const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
    const headers = await headersOf(sent, body !== undefined);
    const answer = await door.inject({ method, url, headers, ...payload });
    const read = JSON.parse(answer.body || 'null') as T & Problem;
    const code = answer.statusCode < 400 ? 'ok' : read.type.replace('urn:siger:problem:', '');
    return { status: answer.statusCode, code, headers: answer.headers, body: read };
  };
  return {
    get: <T = Problem>(url: string, sent?: Sent) => call<T>('GET', url, sent),
    post: <T = Problem>(url: string, body?: object, sent?: Sent) => call<T>('POST', url, sent, body),
    put: <T = Problem>(url: string, body: object, sent?: Sent) => call<T>('PUT', url, sent, body),
  };
};
