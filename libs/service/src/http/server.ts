import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DomainError } from '@siger/contracts';
import type { FastifyInstance } from 'fastify';
import { tellEveryRequest } from '../telemetry/http.hooks.js';
import { answerClientError } from './client-error.js';
import { inexactNumbers } from './body/inexact-numbers.js';
import { answerProblem } from './problem.filter.js';
import type { Reply, Request } from './request.js';

const BODY_LIMIT_BYTES = 1_048_576;
/** A request that has not arrived whole by then is given up. */
const REQUEST_TIMEOUT_MS = 30_000;

/** The refusal of a body with numbers that cannot be kept as they were written; null for any other. */
const inexactNumberIn = (text: string, { story }: Request): DomainError | null => {
  const faults = inexactNumbers(text, story?.context.language ?? 'id');
  return faults.length > 0 ? new DomainError('malformed-body', {}, faults) : null;
};

/** JSON is the only body. An empty one is none: clients name the media type of what they do not send, too. */
const readJsonOnly = (server: FastifyInstance) => {
  server.removeAllContentTypeParsers();
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    request.rawBody = body;
    if (body.length === 0) return done(null, undefined);
    const text = body.toString('utf8');
    return parse(request, text, (error, value) => done(error ?? inexactNumberIn(text, request), value));
  });
};

/** What is answered while the server closes ends its connection: a client that keeps it alive would hold up the stop. */
const endConnectionsOnClose = (server: FastifyInstance) => {
  let closing = false;
  server.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done();
  });
};

/** The HTTP server of a service: JSON only, 1 MiB at most, one story per request, problem details also below the routes. */
export const createServer = (): FastifyAdapter => {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    clientErrorHandler: answerClientError(),
    frameworkErrors: (error: Error, request: Request, reply: Reply) => void answerProblem(error, request, reply),
  });
  const server = adapter.getInstance() as FastifyInstance;
  readJsonOnly(server);
  tellEveryRequest(server);
  endConnectionsOnClose(server);
  return adapter;
};
