import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from '@siger/contracts';
import { newId } from './id.js';

export type Language = 'id' | 'en';

/** What everything that one request or one event causes has in common. */
export interface Context {
  /** One id for the whole story, from the first HTTP call to its last effect. */
  readonly correlationId: string;
  /** The event that caused this. */
  readonly causationId?: string | undefined;
  /** W3C trace context: the parent of whatever follows. */
  readonly traceparent?: string | undefined;
  /** Set by the guard once the token is verified. */
  actor?: Actor | undefined;
  readonly language: Language;
}

const storage = new AsyncLocalStorage<Context>();

/** The context of what runs now; outside of any, a new story of its own. */
export const context = (): Context => storage.getStore() ?? { correlationId: newId(), language: 'id' };
export const currentContext = (): Context | undefined => storage.getStore();

export const runInContext = <T>(current: Context, fn: () => T): T => storage.run(current, fn);
