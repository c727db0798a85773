import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { logger } from '@siger/service/edge';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../proxy/call.js';

const log = logger('problem');

/** What the gateway's own pages refuse, and every path that nobody serves. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost) {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const status = error instanceof HttpException ? error.getStatus() : 500;
    if (status >= 500) log.error({ err: error }, 'a page failed');
    refuse(request, reply, status === 404 || status === 405 ? 'not-found' : status < 500 ? 'malformed-body' : 'internal-error');
  }
}
