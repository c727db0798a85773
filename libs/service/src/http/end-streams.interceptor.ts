import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor, type OnModuleDestroy } from '@nestjs/common';
import { SSE_METADATA } from '@nestjs/common/internal';
import { Subject, takeUntil, type Observable } from 'rxjs';

/** A stream of events has no end of its own: it ends when the service stops, and the browser comes back to another instance. */
@Injectable()
export class EndStreams implements NestInterceptor, OnModuleDestroy {
  private readonly stopping = new Subject<void>();

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const isStream = Reflect.getMetadata(SSE_METADATA, execution.getHandler()) === true;
    return isStream ? next.handle().pipe(takeUntil(this.stopping)) : next.handle();
  }

  onModuleDestroy() {
    this.stopping.next();
  }
}
