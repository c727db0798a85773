import type { IncomingHttpHeaders } from 'node:http';

/** RFC 9110 7.6.1, and what undici refuses. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
  'expect',
]);

/** Names that only the gateway may say, or that could make a service read another request than we judged. */
const reserved =
  /^(?:forwarded|x-forwarded|x-real-ip|x-client-ip|x-original|x-rewrite|x-http-method|x-method|x-siger|x-internal|x-actor|x-auth|x-user|x-employee|x-role)/;

export interface Caller {
  readonly address: string;
  readonly protocol: string;
  readonly host: string;
  readonly correlationId: string;
  /** W3C trace context; absent: the service begins the trace. */
  readonly traceparent: string | undefined;
}

/** Headers for the service: without what concerns this connection only or what a caller must not claim. */
export const upstreamHeaders = (
  headers: IncomingHttpHeaders,
  caller: Caller,
  { body, cookies }: { body: boolean; cookies: boolean },
) => {
  const forwarded: IncomingHttpHeaders = {};
  for (const name in headers) if (!hopByHop.has(name) && !reserved.test(name)) forwarded[name] = headers[name];
  if (!cookies) delete forwarded['cookie'];
  if (!body) {
    delete forwarded['content-length'];
    delete forwarded['content-type'];
  }
  forwarded['x-forwarded-for'] = caller.address;
  forwarded['x-forwarded-proto'] = caller.protocol;
  forwarded['x-forwarded-host'] = caller.host;
  forwarded['x-correlation-id'] = caller.correlationId;
  if (caller.traceparent) forwarded['traceparent'] = caller.traceparent;
  else delete forwarded['traceparent'];
  return forwarded;
};

/** Headers for the caller: the connection is ours, and what runs behind us is nobody's business. */
export const downstreamHeaders = (headers: IncomingHttpHeaders) => {
  for (const name of ['connection', 'keep-alive', 'server', 'x-powered-by', 'x-correlation-id', 'proxy-connection'])
    delete headers[name];
  return headers;
};

const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
export const validTraceparent = (value: string | string[] | undefined) =>
  typeof value === 'string' && TRACEPARENT.test(value) ? value : undefined;

/** On every answer. Pages that need more set their own `content-security-policy`. */
export const securityHeaders = (https: boolean) => ({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'cross-origin-resource-policy': 'same-site',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
});
