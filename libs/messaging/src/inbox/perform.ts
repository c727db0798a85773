import { SpanKind } from '@opentelemetry/api';
import { inSpan, runInContext, transaction } from '@siger/service';
import { isObservable, lastValueFrom } from 'rxjs';
import type { EventContext } from '../event-context.js';
import { handlerSeconds } from '../metrics.js';
import { eraseDead } from './parking.js';
import type { Item, Route } from './plan.js';

/** What a handler causes belongs to the story of its event, and its span to the trace of the request that began it. */
const inStory = ({ meta }: EventContext, work: () => Promise<void>): Promise<void> =>
  inSpan(`process ${meta.type}`, { kind: SpanKind.CONSUMER, traceparent: meta.traceparent }, (traceparent) =>
    runInContext({ correlationId: meta.correlationId, causationId: meta.id, traceparent, language: 'id' }, work),
  );

const timed = async (route: Route, data: unknown, context: unknown) => {
  const { subscription } = route;
  const began = performance.now();
  const value = await route.call(data, context);
  if (isObservable(value)) await lastValueFrom(value, { defaultValue: undefined });
  const type = 'type' in subscription ? subscription.type : subscription.kind;
  handlerSeconds.observe({ type }, (performance.now() - began) / 1_000);
};

const performOne = async (route: Route, item: Item): Promise<void> => {
  const { decoded, record } = item;
  if (decoded.kind !== 'event') {
    await timed(route, record.key, undefined);
    return void (await eraseDead(transaction(), record));
  }
  const context = { meta: decoded.meta };
  return inStory(context, () => timed(route, decoded.data, context));
};

const performBatch = async (route: Route, items: readonly Item[]): Promise<void> => {
  const events = items.flatMap(({ decoded }) => (decoded.kind === 'event' ? [decoded] : []));
  const contexts = events.map(({ meta }) => ({ meta }));
  const [first] = contexts;
  if (first)
    await inStory(first, () =>
      timed(
        route,
        events.map(({ data }) => data),
        contexts,
      ),
    );
};

const culprits = new WeakMap<Error, Item>();
/** The item whose handler failed with this error, where it had the item to itself. */
export const culpritOf = (error: unknown): Item | undefined => (error instanceof Error ? culprits.get(error) : undefined);
/** Of a transaction that failed before: by an item whose handler did not hand the error on. */
const ABORTED = '25P02';
/** Handlers may throw one error again and again: who is to blame is said anew each time. */
const blaming = (item: Item | undefined) => (error: unknown) => {
  if (error instanceof Error) {
    culprits.delete(error);
    if (item && (error as { code?: string }).code !== ABORTED) culprits.set(error, item);
  }
  throw error;
};

/** Hands the items over in their order; successive events of one batch handler together. */
export const perform = async (items: readonly Item[]): Promise<void> => {
  for (let from = 0; from < items.length;) {
    const { route } = items[from] as Item;
    const max = route?.subscription.kind === 'batch' ? route.subscription.max : 1;
    let to = from + 1;
    while (to < items.length && to - from < max && items[to]?.route === route) to += 1;
    const run = items.slice(from, to);
    if (route?.subscription.kind === 'batch') await performBatch(route, run).catch(blaming(undefined));
    else if (route) await performOne(route, items[from] as Item).catch(blaming(items[from] as Item));
    from = to;
  }
};
