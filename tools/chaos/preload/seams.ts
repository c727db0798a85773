/**
 * The functions that faults are put around, by their place in the built libraries. They are reached from outside, so that production
 * code has no failpoint at all; `seams.spec.ts` fails when one of them is gone, and a preloaded process does not start then.
 */
import 'reflect-metadata';

export const seams = {
  change: { module: 'service/http/change/change.interceptor', owner: 'ChangeInterceptor', method: 'change' },
  append: { module: 'messaging/outbox/outbox', owner: 'Outbox', method: 'append' },
  deliver: { module: 'messaging/outbox/sender', owner: 'Sender', method: 'deliver' },
  send: { module: 'messaging/outbox/sender', owner: 'Sender', method: 'send' },
  relaySend: { module: 'messaging/outbox/relay', owner: 'Relay', method: 'send' },
  fresh: { module: 'messaging/outbox/session', owner: 'Session', method: 'fresh' },
  slice: { module: 'messaging/inbox/slice', owner: 'SliceRunner', method: 'run' },
  transact: { module: 'messaging/inbox/slice', owner: 'SliceRunner', method: 'transact' },
  handle: { module: 'messaging/inbox/slice', owner: 'SliceRunner', method: 'handle' },
} as const;
export type Seam = keyof typeof seams;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what is wrapped has a type of its own, which tools cannot name
export type Wrapped = (this: any, ...args: any[]) => any;

export const built = (module: string): Promise<Record<string, unknown>> => {
  const [library = '', ...path] = module.split('/');
  return import(new URL(`../../../libs/${library}/dist/${path.join('/')}.js`, import.meta.url).href) as Promise<
    Record<string, unknown>
  >;
};

/** Replaces the method by what `wrap` makes of it. */
export const around = async (seam: Seam, wrap: (original: Wrapped) => Wrapped): Promise<void> => {
  const { module, owner, method } = seams[seam];
  const prototype = ((await built(module))[owner] as { prototype?: Record<string, Wrapped> } | undefined)?.prototype;
  const original = prototype?.[method];
  if (!prototype || !original)
    throw new Error(`There is no ${owner}.${method} in ${module}: the harness does not fit this build.`);
  prototype[method] = wrap(original);
};
