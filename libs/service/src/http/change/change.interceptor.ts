import { Injectable, SetMetadata, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, lastValueFrom, tap, type Observable } from 'rxjs';
import { DomainError } from '@siger/contracts';
import { DataSource } from 'typeorm';
import { inTransaction } from '../../database/transaction.js';
import { claim, intentionOf, remember, type Answered, type Intention } from './idempotency.js';
import { oneAtATime } from './one-at-a-time.js';
import type { Reply, Request } from '../request.js';
import { etagOf } from './version.js';

const READS = 'siger:reads';
/** A route that changes nothing although its method may: it runs without a transaction. */
export const Reads = () => SetMetadata(READS, true);

const ALWAYS = 'siger:always';
/** A controller that answers also while the database is away. */
export const Always = () => SetMetadata(ALWAYS, true);

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const tag = (reply: Reply, etag: string | null | undefined) => {
  if (etag && !reply.sent && !reply.hasHeader('etag')) void reply.header('etag', etag);
};

/** Every request that changes something is one transaction, together with its idempotency key. */
@Injectable()
export class ChangeInterceptor implements NestInterceptor {
  private readonly inTurn = oneAtATime();

  constructor(
    private readonly db: DataSource,
    private readonly reflector: Reflector,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (execution.getType() !== 'http') return next.handle();
    const request = execution.switchToHttp().getRequest<Request>();
    const reply = execution.switchToHttp().getResponse<Reply>();
    const targets = [execution.getHandler(), execution.getClass()];
    if (!this.db.isInitialized && !this.reflector.getAllAndOverride<boolean>(ALWAYS, targets))
      throw new DomainError('unavailable');
    const reads = this.reflector.getAllAndOverride<boolean>(READS, targets);
    if (reads || SAFE.has(request.method)) return next.handle().pipe(tap((view) => tag(reply, etagOf(view))));
    return from(this.change(request, reply, next));
  }

  private async change(request: Request, reply: Reply, next: CallHandler): Promise<unknown> {
    const handle = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    const intention = intentionOf(request);
    const view = intention
      ? await this.inTurn(`${intention.subject} ${intention.key}`, () => this.once(intention, reply, handle))
      : await inTransaction(this.db, handle);
    tag(reply, etagOf(view));
    return view;
  }

  /** Only a success is kept: a refusal rolls back the claim with everything else. */
  private async once(intention: Intention, reply: Reply, handle: () => Promise<unknown>): Promise<unknown> {
    return inTransaction(this.db, async (manager) => {
      const earlier = await claim(manager, intention);
      if (earlier) return replay(reply, earlier);
      const view = await handle();
      const response = view === undefined ? null : JSON.stringify(view);
      const etag = etagOf(view) ?? (reply.getHeader('etag') as string | undefined) ?? null;
      await remember(manager, intention, { status: reply.statusCode, response, etag });
      return view;
    });
  }
}

const replay = (reply: Reply, { status, response, etag }: Answered): unknown => {
  void reply.status(status).header('idempotency-replayed', 'true');
  tag(reply, etag);
  return response === null ? undefined : (JSON.parse(response) as unknown);
};
