import type { TopicName } from '@siger/contracts';
import type { EventContext } from '../event-context.js';
import type { Lane, Subscription } from '../handlers.js';
import type { Decoded } from './decode.js';
import type { IncomingRecord } from './record.js';

/** A handler as Nest hands it over, with its guards, interceptors and filters around it. */
export type Call = (data: unknown, context: unknown) => Promise<unknown>;
export interface Route {
  subscription: Subscription;
  call: Call;
}

/** Everything that one consumer listens to: the unit of the inbox, of the fence and of parking. */
export class Plan {
  private readonly events = new Map<string, Route>();
  private readonly tombstones = new Map<string, Route>();
  private readonly any = new Map<string, Route>();
  readonly topics = new Set<TopicName>();

  constructor(
    readonly consumer: string,
    readonly lane: Lane,
  ) {}

  add(route: Route) {
    const { subscription } = route;
    if (subscription.lane !== this.lane) throw new Error(`${this.consumer} is in two lanes`);
    switch (subscription.kind) {
      case 'any':
        for (const topic of subscription.topics) this.put(this.any, topic, topic, route);
        break;
      case 'tombstone':
        this.put(this.tombstones, subscription.topic, subscription.topic, route);
        break;
      default:
        this.put(this.events, subscription.type, subscription.topic, route);
    }
  }

  hears(topic: string) {
    return (this.topics as ReadonlySet<string>).has(topic);
  }

  /** Where a record goes; undefined when this consumer does not listen to it. */
  routeOf(record: IncomingRecord, decoded: Decoded): Route | undefined {
    if (decoded.kind === 'event') return this.events.get(decoded.meta.type) ?? this.any.get(record.topic);
    return decoded.kind === 'tombstone' ? this.tombstones.get(record.topic) : undefined;
  }

  /** Whether a record is this consumer's, even if it cannot be read: by its type where it names one, else by its topic. */
  concerns({ topic, type, value }: IncomingRecord): boolean {
    if (this.any.has(topic)) return true;
    return value && type ? this.events.has(type) : this.hears(topic);
  }

  private put(routes: Map<string, Route>, name: string, topic: TopicName, route: Route) {
    if (routes.has(name)) throw new Error(`${this.consumer} has two handlers for ${name}`);
    routes.set(name, route);
    this.topics.add(topic);
  }
}

/** One consumer's share of a record: what is to be done with it. */
export interface Item {
  record: IncomingRecord;
  decoded: Exclude<Decoded, { kind: 'unknown' | 'unheard' }>;
  /** Null for what is dead already. */
  route: Route | null;
  eventId: string | null;
}

export const contextOf = (item: Item): EventContext | undefined =>
  item.decoded.kind === 'event' ? { meta: item.decoded.meta } : undefined;
