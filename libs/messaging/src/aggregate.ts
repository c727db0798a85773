import { type EventContract, fact, type TopicName } from '@siger/contracts';

/** What every aggregate's state holds; `version` counts its changes and is the ETag. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Where the present state is told, compacted by key. `version` of the data is stamped when it is appended. */
export interface SnapshotOf<State> {
  readonly contract: EventContract;
  readonly of: (state: State) => object;
}

/**
 * Where an aggregate is kept and where it speaks. One aggregate is one row: `id uuid`, `version int`, `sequence bigint`
 * (how many events it has said); what belongs to it and is no row of its own is `jsonb`.
 */
export interface Aggregate<State extends Versioned> {
  readonly entity: new () => State;
  readonly noun: string;
  readonly topic: TopicName;
  readonly snapshot?: SnapshotOf<State>;
}

interface AggregateOptions<State extends Versioned, Snapshot extends object> {
  entity: new () => State;
  noun: string;
  topic: TopicName;
  snapshot?: { contract: EventContract<Snapshot>; of: (state: State) => NoInfer<Omit<Snapshot, 'version'>> };
}

export const aggregate = <State extends Versioned, Snapshot extends object = object>(
  options: AggregateOptions<State, Snapshot>,
): Aggregate<State> => {
  const { entity, noun, topic, snapshot } = options;
  if (!snapshot) return { entity, noun, topic };
  if (snapshot.contract.type !== `${noun}.snapshot.v1`) throw new Error(`${snapshot.contract.type} is no snapshot of ${noun}`);
  const { contract } = fact(snapshot.contract, snapshot.contract.example);
  return { entity, noun, topic, snapshot: { contract, of: snapshot.of } };
};
