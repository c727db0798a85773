import type { Shape } from './shape.js';
import type { TopicName } from './topic.js';

/** What a service says happened, once, for everyone. */
export interface EventContract<T extends object = object> {
  /** `<noun>.<past-tense verb>.v<n>`; the noun is the aggregate. */
  readonly type: string;
  readonly topic: TopicName;
  /** The field of the payload that holds the aggregate's id: the Kafka key. */
  readonly key: keyof T & string;
  readonly payload: Shape<T>;
  readonly meaning: string;
  /** Version of Siger that first said it. */
  readonly since: string;
  /** The golden sample: producers are tested to emit its shape, consumers are fed it. */
  readonly example: T;
}

const registry = new Map<string, EventContract>();

// `key` names a field of T, which keeps a contract of one payload from being a contract of any; here only its name is read.
const ofAny = <T extends object>(contract: EventContract<T>) => contract as unknown as EventContract;

export const event = <T extends object>(contract: EventContract<T>): EventContract<T> => {
  if (!/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\.v[1-9][0-9]*$/.test(contract.type))
    throw new Error(`Not an event type: ${contract.type}`);
  if (registry.has(contract.type)) throw new Error(`Declared twice: ${contract.type}`);
  registry.set(contract.type, ofAny(contract));
  return contract;
};

/** Every event and snapshot that Siger declares, in the order of their types. */
export const allEvents = (): EventContract[] => [...registry.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
export const eventOf = (type: string) => registry.get(type);
export const schemaId = (type: string) => `urn:siger:schema:${type}`;

/** One thing that happened, ready for the outbox; it stamps id, time and sequence. */
export interface Fact {
  readonly contract: EventContract;
  readonly data: object;
}
export const fact = <T extends object>(contract: EventContract<T>, data: NoInfer<T>): Fact => ({
  contract: ofAny(contract),
  data,
});

/** What a domain function answers: the next state, and what happened. No facts and the same state: nothing changed. */
export interface Change<State> {
  readonly state: State;
  readonly facts: readonly Fact[];
}
export const changed = <State>(state: State, ...facts: Fact[]): Change<State> => ({ state, facts });
