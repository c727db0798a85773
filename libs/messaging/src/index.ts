export { aggregate, type Aggregate, type Versioned } from './aggregate.js';
export { Changes } from './changes.js';
export { OutOfOrderError, PoisonError, TransientError } from './errors.js';
export type { EventContext, EventMeta } from './event-context.js';
export { OnAnyEvent, OnEvent, OnEventBatch, OnTombstone, type HandlerOptions, type Lane } from './handlers.js';
export { MessagingModule, type MessagingOptions } from './messaging.module.js';
export { messagingEntities, messagingMigrations } from './tables.js';
