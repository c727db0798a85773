import type { HandlerOptions } from './handlers.js';

/**
 * Tables that nothing but the handlers of one consumer writes, and whose handlers cause nothing else: they can be made again from the
 * log. Hand it to `@OnEvent` and its like instead of the bare options.
 */
export interface ReadModel extends HandlerOptions {
  /** Every table that the handlers write; a rebuild refuses a handler that writes another. */
  readonly tables: readonly string[];
  /** By table: which rows (a condition in SQL) come of events that the log does not keep for ever; a rebuild takes them over. */
  readonly kept?: Readonly<Record<string, string>>;
}

const models = new Map<string, ReadModel>();

/** Declares a read model; `npm run rebuild -- --list`, the docs and the tests see it from then on. */
export const readModel = (model: ReadModel): ReadModel => {
  const { consumer, tables, kept = {} } = model;
  if (!/^[a-z]+\.[a-z]+(-[a-z]+)*$/.test(consumer)) throw new Error(`${consumer} is not <service>.<read model>`);
  const wrong = tables.find((table) => !/^[a-z][a-z0-9_]*$/.test(table));
  if (wrong !== undefined || tables.length === 0)
    throw new Error(`${consumer} names its tables, without a schema${wrong === undefined ? '' : `: ${wrong}`}`);
  const strange = Object.keys(kept).find((table) => !tables.includes(table));
  if (strange !== undefined) throw new Error(`${consumer} keeps rows of ${strange}, which is none of its tables`);
  models.set(consumer, model);
  return model;
};

/** Every read model that is declared in this process, by name. */
export const readModels = (): ReadModel[] => [...models.values()].sort((a, b) => (a.consumer < b.consumer ? -1 : 1));
export const readModelOf = (consumer: string) => models.get(consumer);
