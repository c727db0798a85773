import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is done to a wire; everything is off by default. */
export interface Toxics {
  /** Milliseconds before every portion of an answer is passed on, and up to how many more. */
  latency?: number;
  jitter?: number;
  /** Share of the connections that are reset soon after they were opened, 0 to 1. */
  resets?: number;
  /** Everything in this direction is swallowed without a word. */
  silent?: 'to-client' | 'to-server';
}

/** What a watcher wants done with a portion. `cut` ends the connection without passing it on, `pass-and-cut` right after. */
export type Action = 'pass' | 'cut' | 'pass-and-cut';

/** Looks at the portions of one connection in both directions, in their order. */
export interface Watcher {
  toServer?(data: Buffer): Action;
  toClient?(data: Buffer): Action;
}

export interface Counts {
  connections: number;
  resets: number;
  /** Connections that a watcher ended. */
  cuts: number;
  swallowed: number;
  delayed: number;
}

export interface ProxyOptions {
  readonly port: number;
  readonly target: number;
  /** 0 <= x < 1; from the seed. */
  readonly chance: () => number;
  /** One for each connection. */
  readonly watch?: () => Watcher;
}

/** A wire between the services and a server that can be made slow, deaf or torn while it is in use. It counts what it did. */
export class Proxy {
  toxics: Toxics = {};
  readonly counts: Counts = { connections: 0, resets: 0, cuts: 0, swallowed: 0, delayed: 0 };
  readonly #options: ProxyOptions;
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;

  constructor(options: ProxyOptions) {
    this.#options = options;
  }

  get port(): number {
    return this.#options.port;
  }

  /** Listens (again). */
  open(): Promise<void> {
    const server = createServer((client) => this.#wire(client));
    this.#server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#options.port, '127.0.0.1', resolve);
    });
  }

  /** Ends every connection with a reset; new ones may come. Answers how many there were. */
  reset(): number {
    const before = this.#sockets.size;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.counts.resets += before / 2;
    return before / 2;
  }

  /** Nobody listens any more, as if the server's host were gone. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    const closed = new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    this.reset();
    await closed;
  }

  #wire(client: Socket): void {
    const { target, chance, watch } = this.#options;
    const server = connect(target, '127.0.0.1');
    const watcher = watch?.() ?? {};
    this.counts.connections += 1;
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    this.#pipe(client, server, 'to-server', (data) => watcher.toServer?.(data) ?? 'pass');
    this.#pipe(server, client, 'to-client', (data) => watcher.toClient?.(data) ?? 'pass');
    if (chance() < (this.toxics.resets ?? 0)) setTimeout(() => this.#tear(client, server), chance() * 3_000).unref();
  }

  #tear(client: Socket, server: Socket): void {
    if (client.destroyed) return;
    this.counts.resets += 1;
    client.resetAndDestroy();
    server.resetAndDestroy();
  }

  #pipe(from: Socket, to: Socket, direction: 'to-client' | 'to-server', judge: (data: Buffer) => Action): void {
    let before: Promise<void> = Promise.resolve();
    let waiting = 0;
    from.on('data', (data: Buffer) => {
      if (this.toxics.silent === direction) {
        this.counts.swallowed += 1;
        return;
      }
      const action = judge(data);
      if (action !== 'pass') this.counts.cuts += 1;
      if (action === 'cut') {
        from.resetAndDestroy();
        to.resetAndDestroy();
        return;
      }
      const wait = direction === 'to-client' ? this.#delay() : 0;
      const write = () => {
        if (to.destroyed) return;
        to.write(data);
        if (action === 'pass-and-cut') setTimeout(() => from.resetAndDestroy(), 20);
      };
      if (wait === 0 && waiting === 0) return write();
      waiting += 1;
      const due = Date.now() + wait;
      // Each portion late by itself, behind those before it: a wire that is far away, not one that is narrow.
      before = before.then(() => sleep(Math.max(0, due - Date.now()))).then(write);
      void before.then(() => (waiting -= 1));
    });
    from.on('end', () => void before.then(() => to.end()));
  }

  #delay(): number {
    const { latency = 0, jitter = 0 } = this.toxics;
    if (latency + jitter === 0) return 0;
    this.counts.delayed += 1;
    return latency + jitter * this.#options.chance();
  }
}
