import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { produceAnswers } from './kafka-wire.js';
import { atCommit } from './postgres-wire.js';
import { Proxy, type ProxyOptions } from './proxy.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const listening = async (server: Server) => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
};

/** A server that answers every portion with itself, and a client of it through a proxy. */
const wired = async (more: Partial<ProxyOptions> = {}) => {
  const heard: string[] = [];
  const echo = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      heard.push(data.toString('latin1'));
      socket.write(data);
    });
  });
  const target = await listening(echo);
  const port = await listening(createServer()).then((free) => free);
  await closing.pop()?.();
  const proxy = new Proxy({ port, target, chance: () => 0.5, ...more });
  await proxy.open();
  closing.push(() => proxy.close());
  const dial = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    closing.push(() => socket.destroy());
    return socket;
  };
  return { proxy, heard, dial };
};
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));
const answer = async (socket: Socket, text: string) => {
  socket.write(text);
  const [data] = (await once(socket, 'data')) as [Buffer];
  return data.toString();
};

describe('a proxy', () => {
  it('passes everything on, in both directions', async () => {
    const { dial } = await wired();
    expect(await answer(await dial(), 'hello')).toBe('hello');
  });

  it('delays answers and keeps their order', async () => {
    const { proxy, dial } = await wired();
    proxy.toxics = { latency: 60, jitter: 40 };
    const socket = await dial();
    const since = Date.now();
    let said = '';
    socket.on('data', (data) => (said += data.toString()));
    for (const word of ['a', 'b', 'c']) {
      socket.write(word);
      await new Promise((go) => setTimeout(go, 10));
    }
    while (said.length < 3) await new Promise((go) => setTimeout(go, 10));
    expect(said).toBe('abc');
    expect(Date.now() - since).toBeGreaterThanOrEqual(60);
    expect(proxy.counts.delayed).toBeGreaterThan(0);
  });

  it('is deaf in one direction only', async () => {
    const { proxy, dial, heard } = await wired();
    proxy.toxics = { silent: 'to-client' };
    const socket = await dial();
    let said = '';
    socket.on('data', (data) => (said += data.toString()));
    socket.write('question');
    while (proxy.counts.swallowed === 0) await new Promise((go) => setTimeout(go, 5));
    expect(heard).toEqual(['question']);
    expect(said).toBe('');
  });

  it('resets what is open and takes new connections', async () => {
    const { proxy, dial } = await wired();
    const socket = await dial();
    await answer(socket, 'x');
    expect(proxy.reset()).toBe(1);
    await closed(socket);
    expect(await answer(await dial(), 'y')).toBe('y');
  });

  it('resets the wanted share by itself, and refuses when closed', async () => {
    const { proxy, dial } = await wired({ chance: () => 0.01 });
    proxy.toxics = { resets: 0.3 };
    await closed(await dial());
    expect(proxy.counts.resets).toBe(1);
    await proxy.close();
    await expect(dial()).rejects.toThrow(/ECONNREFUSED/);
    await proxy.open();
    proxy.toxics = {};
    expect(await answer(await dial(), 'z')).toBe('z');
  });
});

const frame = (...bytes: number[]) => Buffer.from([0, 0, 0, bytes.length, ...bytes]);

describe('the answers of Produce', () => {
  it('are told from others by their correlation id, also when frames come in pieces', () => {
    const watcher = produceAnswers(() => true);
    const produce = frame(0, 0, 0, 7, 0, 0, 0, 42, 1, 2);
    watcher.toServer?.(produce.subarray(0, 5));
    watcher.toServer?.(produce.subarray(5));
    watcher.toServer?.(frame(0, 3, 0, 6, 0, 0, 0, 43));
    expect(watcher.toClient?.(frame(0, 0, 0, 43, 9))).toBe('pass');
    expect(watcher.toClient?.(frame(0, 0, 0, 42, 9))).toBe('cut');
    expect(watcher.toClient?.(frame(0, 0, 0, 42, 9))).toBe('pass');
  });
});

describe('a cut at the commit', () => {
  const commit = Buffer.from('Q\0\0\0\x0bCOMMIT\0', 'latin1');
  it('is before or after it, and nowhere else', () => {
    expect(atCommit(() => 'before-commit').toServer?.(commit)).toBe('cut');
    expect(atCommit(() => 'after-commit').toServer?.(commit)).toBe('pass-and-cut');
    expect(atCommit(() => null).toServer?.(commit)).toBe('pass');
    expect(atCommit(() => 'before-commit').toServer?.(Buffer.from('Q\0\0\0\rROLLBACK\0', 'latin1'))).toBe('pass');
  });
});
