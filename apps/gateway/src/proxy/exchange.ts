import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { downstreamHeaders } from './headers.js';

export interface Outgoing {
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable | Buffer | null;
}

/** Told once, whichever comes first. */
export interface Ending {
  /** The service began to answer. */
  readonly answered: () => void;
  /** It will not answer; nothing has been sent to the caller yet. */
  readonly failed: (error: Error & { code?: string }) => void;
  /** The caller went away before. */
  readonly left: () => void;
}

/** A kept-alive connection that was closed under the request: the service has not seen it. */
const isStale = (error: { code?: string }) => error.code === 'UND_ERR_SOCKET' || error.code === 'ECONNRESET';
const isSafe = (method: string) => method === 'GET' || method === 'HEAD';

/** Caches keep an answer apart by what we look at and by what the service looks at. */
const merged = (ours: ReturnType<FastifyReply['getHeaders']>, theirs: IncomingHttpHeaders): OutgoingHttpHeaders => {
  const vary = ours['vary'] && theirs['vary'] ? { vary: `${String(ours['vary'])}, ${theirs['vary']}` } : undefined;
  return Object.assign(ours, downstreamHeaders(theirs), vary) as OutgoingHttpHeaders;
};

/**
 * One request passed on and its answer passed back, chunk by chunk in both directions: never a whole body in memory, a slow
 * reader slows the service down, and a caller who leaves ends the work. (undici's own callbacks: `@fastify/reply-from` takes
 * twice the time for a small answer.)
 */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #raw: ServerResponse;
  #controller: Dispatcher.DispatchController | undefined;
  #begun = false;
  #retried = false;
  #left = false;

  constructor(
    private readonly pool: Dispatcher,
    private readonly outgoing: Outgoing,
    private readonly reply: FastifyReply,
    private readonly ending: Ending,
  ) {
    this.#raw = reply.raw;
    this.#raw.once('close', () => this.#closed());
  }

  start(): void {
    this.pool.dispatch({ ...this.outgoing, method: this.outgoing.method as Dispatcher.HttpMethod }, this);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#left) controller.abort(new Error('The caller left.'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return;
    this.#begun = true;
    this.ending.answered();
    this.reply.hijack();
    this.#raw.writeHead(status, merged(this.reply.getHeaders(), headers));
    if (headers['content-type']?.startsWith('text/event-stream')) this.#raw.flushHeaders();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#raw.write(chunk)) return;
    controller.pause();
    this.#raw.once('drain', () => controller.resume());
  }

  onResponseEnd(): void {
    this.#raw.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error & { code?: string }): void {
    if (this.#left) return;
    if (this.#begun) {
      this.#raw.destroy(error);
    } else if (!this.#retried && isStale(error) && isSafe(this.outgoing.method)) {
      this.#retried = true;
      this.start();
    } else {
      this.ending.failed(error);
    }
  }

  #closed(): void {
    if (this.#raw.writableFinished) return;
    this.#left = true;
    if (!this.#begun) this.ending.left();
    this.#controller?.abort(new Error('The caller left.'));
  }
}

export const exchange = (pool: Dispatcher, outgoing: Outgoing, request: FastifyRequest, reply: FastifyReply, ending: Ending) => {
  if (request.raw.destroyed) return ending.left();
  new Exchange(pool, outgoing, reply, ending).start();
};
