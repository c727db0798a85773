import { applyDecorators, Catch, type RpcExceptionFilter, UseFilters } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/internal';
import { EventPattern, Transport } from '@nestjs/microservices';
import type { EventContract, TopicName } from '@siger/contracts';
import { throwError } from 'rxjs';
import type { EventContext } from './event-context.js';

/** `fast` for what people wait for, `bulk` for what may take its time: one Kafka group each, `<service>.<lane>`. */
export type Lane = 'fast' | 'bulk';

export interface HandlerOptions {
  /** `<service>.<read model>`: the key of the inbox. Renaming it reads every topic again from its beginning. */
  consumer: string;
  lane?: Lane;
}

/** What the transport reads of a handler, carried by Nest as the `extras` of its pattern. */
export type Subscription = { consumer: string; lane: Lane } & (
  | { kind: 'event'; topic: TopicName; type: string }
  | { kind: 'batch'; topic: TopicName; type: string; max: number }
  | { kind: 'tombstone'; topic: TopicName }
  | { kind: 'any'; topics: readonly TopicName[] }
);

/** Nest's default filter replaces every error by "Internal server error"; the error policy needs the one that was thrown. */
@Catch()
class Unchanged implements RpcExceptionFilter {
  catch(error: unknown) {
    return throwError(() => error);
  }
}

const subscribed = (pattern: string, subscription: Subscription): MethodDecorator =>
  applyDecorators(
    (target: object, method: string | symbol) => {
      // No parameter is declared to Nest, so that it hands over both as they are. It would send a `@Payload()` through the pipes that
      // guard request bodies: those refuse unknown fields, an event's reader ignores them. And a decorator costs a promise an event.
      Reflect.defineMetadata(ROUTE_ARGS_METADATA, {}, target.constructor, method);
    },
    EventPattern(pattern, Transport.KAFKA, { subscription }) as MethodDecorator,
    UseFilters(new Unchanged()),
  );

type Handler<A extends unknown[]> = <F extends (...args: A) => unknown>(
  target: object,
  method: string | symbol,
  descriptor: TypedPropertyDescriptor<F>,
) => void;

const lane = (options: HandlerOptions): Lane => options.lane ?? 'fast';

/** The method handles one event: `(data, event)`, in the transaction that holds the inbox row. */
export const OnEvent = <T extends object>(contract: EventContract<T>, options: HandlerOptions) =>
  subscribed(`${contract.topic}#${contract.type}#${options.consumer}`, {
    kind: 'event',
    topic: contract.topic,
    type: contract.type,
    consumer: options.consumer,
    lane: lane(options),
  }) as Handler<[data: T, event: EventContext]>;

/** The method handles up to `max` successive events of one partition at once: `(data[], events[])`. */
export const OnEventBatch = <T extends object>(contract: EventContract<T>, options: HandlerOptions & { max: number }) =>
  subscribed(`${contract.topic}#${contract.type}#${options.consumer}`, {
    kind: 'batch',
    topic: contract.topic,
    type: contract.type,
    max: options.max,
    consumer: options.consumer,
    lane: lane(options),
  }) as Handler<[data: T[], events: EventContext[]]>;

/** The method forgets an aggregate: `(key)`. It may be called again for a key that is gone already. */
export const OnTombstone = (topic: TopicName, options: HandlerOptions) =>
  subscribed(`${topic}#tombstone#${options.consumer}`, {
    kind: 'tombstone',
    topic,
    consumer: options.consumer,
    lane: lane(options),
  }) as Handler<[key: string]>;

/** The method sees every declared event of the topics: `(data, event)`. */
export const OnAnyEvent = (options: HandlerOptions & { topics: readonly TopicName[] }) =>
  subscribed(`any#${options.consumer}`, {
    kind: 'any',
    topics: options.topics,
    consumer: options.consumer,
    lane: lane(options),
  }) as Handler<[data: unknown, event: EventContext]>;
