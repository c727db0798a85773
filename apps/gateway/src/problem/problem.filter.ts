import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { logger } from '@siger/service/edge';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuseUnread } from '../proxy/unread.js';

const log = logger('problem');

const codes: Readonly<Record<number, string>> = {
  404: 'not-found',
  405: 'not-found',
  413: 'body-too-large',
};

/** What the gateway's own pages refuse, and every path that nobody serves. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost) {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const status = error instanceof HttpException ? error.getStatus() : 500;
    if (status >= 500) log.error({ err: error }, 'a page failed');
    refuseUnread(request, reply, codes[status] ?? (status < 500 ? 'malformed-body' : 'internal-error'));
  }
}
