import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type MessageHandler, ServerKafka } from '@nestjs/microservices';
import { Config } from '@siger/service';
import { Consumers } from './consumers.js';
import type { Subscription } from './handlers.js';
import type { Route } from './inbox/plan.js';
import { MessagingRuntime } from './runtime.js';

/**
 * Nest's Kafka transport with its conventions (controllers, guards, interceptors, filters) and without its consumer loop: in the
 * stock one any error of any handler brings the whole consumer down, again and again.
 */
@Injectable()
export class PlatformKafkaServer extends ServerKafka implements OnApplicationShutdown {
  readonly routes: Route[] = [];

  constructor(
    private readonly runtime: MessagingRuntime,
    private readonly consumers: Consumers,
    config: Config,
  ) {
    super({ client: { brokers: [...config.kafkaBrokers], clientId: `siger-${config.service}` }, postfixId: '' });
  }

  override addHandler(pattern: unknown, callback: MessageHandler, isEventHandler = false, extras: Record<string, unknown> = {}) {
    const { subscription } = extras as { subscription?: Subscription };
    if (!isEventHandler || !subscription)
      throw new Error(
        `${String(pattern)}: events are handled by @OnEvent and its like; there is no request and response over Kafka.`,
      );
    this.consumers.add(subscription.consumer);
    this.routes.push({ subscription, call: (data, context) => callback(data, context) });
    super.addHandler(pattern, callback, isEventHandler, extras);
  }

  /** At once: a broker that is away is waited for behind a service that runs. */
  override listen(callback: (error?: unknown) => void): Promise<void> {
    this.runtime.start(this.routes);
    callback();
    return Promise.resolve();
  }

  override async close(): Promise<void> {
    await this.runtime.stop();
  }

  /** For an application that never listened to its microservices. */
  async onApplicationShutdown() {
    await this.runtime.stop();
  }
}
