import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { defineErrors, DomainError } from '@siger/contracts';
import { newId } from '../id.js';
import { meaningOf, problemOf } from './problem.js';

defineErrors({
  'malformed-request': { status: 400, id: 'Permintaan HTTP tidak dapat dibaca.', en: 'The HTTP request cannot be read.' },
  'request-timeout': {
    status: 408,
    id: 'Permintaan tidak tiba lengkap pada waktunya.',
    en: 'The request did not arrive in time.',
  },
  'headers-too-large': { status: 431, id: 'Header permintaan terlalu besar.', en: 'The headers of the request are too large.' },
});

const codes: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/**
 * Answers what Node's HTTP parser cannot read, like everything else, as problem details, and ends the connection. There is
 * no request yet: neither path nor language are known. `headers` are those of every answer.
 */
export const answerClientError =
  (headers: Readonly<Record<string, string>> = {}) =>
  (error: Error & { readonly code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const correlationId = newId();
    const meaning = meaningOf(new DomainError(codes[error.code ?? ''] ?? 'malformed-request'));
    const body = JSON.stringify(problemOf(meaning, { language: 'id', path: '/', correlationId }));
    const all = {
      ...headers,
      'content-type': 'application/problem+json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'cache-control': 'no-store',
      'x-correlation-id': correlationId,
      connection: 'close',
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 ${meaning.status} ${STATUS_CODES[meaning.status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
    socket.destroySoon();
  };
