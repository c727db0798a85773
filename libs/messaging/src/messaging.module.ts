import { type DynamicModule, Module } from '@nestjs/common';
import { TRANSPORT_STRATEGY } from '@siger/service';
import { Changes } from './changes.js';
import { Consumers } from './consumers.js';
import { DeadLetters } from './inbox/dead-letters.js';
import { ParkedCommands } from './operations/parked.commands.js';
import { parkedController } from './operations/parked.controller.js';
import { ParkedQueries } from './operations/parked.queries.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options.js';
import { Outbox } from './outbox/outbox.js';
import { PlatformKafkaServer } from './platform-kafka-server.js';
import { MessagingRuntime } from './runtime.js';

/** Outbox, relay, transport, inbox, parking and dead letters of one service, and what its operators do about them. */
@Module({})
export class MessagingModule {
  static forRoot(options: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      controllers: [parkedController(options.service)],
      providers: [
        { provide: MESSAGING_OPTIONS, useValue: options },
        Outbox,
        Changes,
        DeadLetters,
        Consumers,
        ParkedQueries,
        ParkedCommands,
        MessagingRuntime,
        PlatformKafkaServer,
        { provide: TRANSPORT_STRATEGY, useExisting: PlatformKafkaServer },
      ],
      exports: [Changes, TRANSPORT_STRATEGY],
    };
  }
}
