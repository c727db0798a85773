import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OutgoingHttpHeaders } from 'node:http';
import { callOf, refuse } from './call.js';
import { prepareProblem } from '../problem/problem.js';

/** Beyond this an announced body is not even read to its end: the connection is closed instead. */
const DRAINED = 32 * 1_048_576;
const PATIENCE_MS = 10_000;

const announced = ({ headers }: FastifyRequest) => Number(headers['content-length'] ?? 0);
const hasBody = (request: FastifyRequest) => announced(request) > 0 || request.headers['transfer-encoding'] !== undefined;

/**
 * Refuses a request whose body nobody has read. The caller may still be writing it, and a connection that is closed under a
 * writer loses our answer: so the answer goes out whole at once, and what still comes in is read and dropped before the end.
 */
export const refuseUnread = (request: FastifyRequest, reply: FastifyReply, code: string, retryAfter?: number): FastifyReply => {
  if (!hasBody(request)) return refuse(request, reply, code, retryAfter);
  if (announced(request) > DRAINED) return refuse(request, reply.header('connection', 'close'), code, retryAfter);
  const problem = Buffer.from(prepareProblem(reply, code, callOf(request), retryAfter));
  reply.hijack();
  const { raw } = reply;
  const headers = Object.assign(reply.getHeaders(), { 'content-length': String(problem.length) }) as OutgoingHttpHeaders;
  raw.writeHead(reply.statusCode, headers);
  raw.write(problem);
  const patience = setTimeout(() => request.raw.destroy(), PATIENCE_MS);
  request.raw.once('close', () => clearTimeout(patience));
  request.raw.once('end', () => {
    clearTimeout(patience);
    raw.end();
  });
  request.raw.resume();
  return reply;
};
