import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { throwError } from 'rxjs';
import { newId } from '../id.js';
import { logger } from '../telemetry/logger.js';
import { fail } from '../telemetry/tracing.js';
import { meaningOf, problemOf } from './problem.js';
import { pathOf, type Reply, type Request } from './request.js';

const log = logger('problem');
const RETRY_AFTER_SECONDS = 5;

const hasBody = ({ headers }: Request) =>
  (headers['content-length'] !== undefined && headers['content-length'] !== '0') || headers['transfer-encoding'] !== undefined;

/** Answers every refusal and every fault of a request as problem details; an event's error goes back to its transport as it is. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost) {
    if (host.getType() !== 'http') return throwError(() => error);
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<Reply>();
    return answerProblem(error, request, reply);
  }
}

export const answerProblem = (error: unknown, request: Request, reply: Reply) => {
  const story = request.story;
  const meaning = meaningOf(error, request.body === undefined && hasBody(request));
  const problem = problemOf(meaning, {
    language: story?.context.language ?? 'id',
    path: pathOf(request),
    correlationId: story?.context.correlationId ?? newId(),
  });
  if (meaning.status >= 500) {
    log[meaning.status === 503 ? 'warn' : 'error']({ err: error, correlationId: problem.correlationId }, meaning.code);
    if (story) fail(story.span, error);
  }
  if (reply.sent) return;
  if (meaning.status === 401) void reply.header('www-authenticate', 'Bearer realm="siger"');
  if (meaning.status === 503) void reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  return reply
    .status(meaning.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem));
};
