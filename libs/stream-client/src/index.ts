export { connectionOf, type StreamConnection } from './connection.js';
export type { Erased, StreamEvent } from './decode.js';
export type { Declarations, EventType, Topic } from './events.js';
export { StreamFault, type FaultCode } from './fault.js';
export type { Positions, StreamOptions } from './options.js';
export { stateOf, type PresentState, type SnapshotType } from './state.js';
export { streamOf, type EventStream } from './stream.js';
