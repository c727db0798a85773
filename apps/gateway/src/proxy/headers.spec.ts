import { describe, expect, it } from '@jest/globals';
import { upstreamHeaders, validTraceparent } from './headers.js';

const caller = { address: '10.0.0.9', protocol: 'https', host: 'siger.example', correlationId: 'c', traceparent: undefined };
const pass = (headers: Record<string, string>, more = { body: true, cookies: false }) => upstreamHeaders(headers, caller, more);

describe('headers for a service', () => {
  it('are the caller’s, and where it really comes from', () => {
    expect(pass({ authorization: 'Bearer x', 'if-match': '"1"', 'idempotency-key': 'k', accept: '*/*' })).toMatchObject({
      authorization: 'Bearer x',
      'if-match': '"1"',
      'idempotency-key': 'k',
      'x-forwarded-for': '10.0.0.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'siger.example',
      'x-correlation-id': 'c',
    });
  });
  it.each([
    'connection',
    'transfer-encoding',
    'te',
    'upgrade',
    'expect',
    'proxy-authorization',
    'forwarded',
    'x-real-ip',
    'x-user-id',
    'x-employee-id',
    'x-actor',
    'x-internal-token',
    'x-http-method-override',
    'x-original-url',
    'x-siger-roles',
    'cookie',
  ])('do not carry %s', (name) => expect(pass({ [name]: 'evil' })[name]).toBeUndefined());
  it('do not believe a caller about forwarding', () => {
    expect(pass({ 'x-forwarded-for': '1.2.3.4', 'x-forwarded-user': 'root' })).not.toMatchObject({ 'x-forwarded-user': 'root' });
    expect(pass({ 'x-forwarded-for': '1.2.3.4' })['x-forwarded-for']).toBe('10.0.0.9');
  });
  it('keep cookies for identity alone, and no body headers without a body', () => {
    expect(pass({ cookie: 'a=b' }, { body: true, cookies: true })['cookie']).toBe('a=b');
    expect(pass({ 'content-length': '3', 'content-type': 'text/plain' }, { body: false, cookies: false })).not.toHaveProperty(
      'content-length',
    );
  });
});

describe('a trace context', () => {
  const good = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  it('passes when it is well formed', () => expect(validTraceparent(good)).toBe(good));
  it.each([
    undefined,
    '',
    'x',
    good.toUpperCase(),
    `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`,
    `01-${good.slice(3)}`,
    `${good}-x`,
  ])('does not when it is %p', (value) => expect(validTraceparent(value)).toBeUndefined());
});
