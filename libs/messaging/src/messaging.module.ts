import { type DynamicModule, Module } from '@nestjs/common';
import { TRANSPORT_STRATEGY } from '@siger/service';
import { Changes } from './changes.js';
import { DeadLetters } from './inbox/dead-letters.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options.js';
import { Outbox } from './outbox/outbox.js';
import { PlatformKafkaServer } from './platform-kafka-server.js';
import { MessagingRuntime } from './runtime.js';

/** Outbox, relay, transport, inbox, parking and dead letters of one service. */
@Module({})
export class MessagingModule {
  static forRoot(options: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      providers: [
        { provide: MESSAGING_OPTIONS, useValue: options },
        Outbox,
        Changes,
        DeadLetters,
        MessagingRuntime,
        PlatformKafkaServer,
        { provide: TRANSPORT_STRATEGY, useExisting: PlatformKafkaServer },
      ],
      exports: [Changes, DeadLetters, TRANSPORT_STRATEGY],
    };
  }
}
