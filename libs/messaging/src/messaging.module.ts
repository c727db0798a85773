import { type DynamicModule, Module } from '@nestjs/common';
import type { ServiceName } from '@siger/contracts';

export interface MessagingOptions {
  service: ServiceName;
}

/** Outbox, relay, transport, inbox, parking and dead letters of one service. */
@Module({})
export class MessagingModule {
  static forRoot(_options: MessagingOptions): DynamicModule {
    return { module: MessagingModule, global: true };
  }
}
