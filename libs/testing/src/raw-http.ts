import { connect } from 'node:net';

/** What a server answers to bytes that need not be HTTP, until it ends the connection. */
export const rawHttp = (port: number, bytes: string): Promise<{ status: number; headers: string; body: string }> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => (text += String(chunk)));
    socket.once('error', reject);
    socket.once('close', () => {
      const [headers = '', body = ''] = text.split('\r\n\r\n');
      resolve({ status: Number(headers.split(' ')[1]), headers: headers.toLowerCase(), body });
    });
  });

/** Requests that no HTTP parser accepts, and how they are refused. */
export const unreadable: readonly (readonly [what: string, bytes: string, status: number, code: string])[] = [
  ['no HTTP at all', 'nonsense\r\n\r\n', 400, 'malformed-request'],
  ['a bad request line', 'GET /v1/a b HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'malformed-request'],
  ['a bad header', 'GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n', 400, 'malformed-request'],
  ['headers too large', `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
];
